return {
    main = function()
        local _, raised = pcall(require, "time")
        return { global = type(rawget(_G, "time")), raised = tostring(raised) }
    end,
}
