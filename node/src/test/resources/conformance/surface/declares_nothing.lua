return {
    main = function()
        local _, raised = pcall(require, "time")
        return { global = type(time), raised = tostring(raised) }
    end,
}
