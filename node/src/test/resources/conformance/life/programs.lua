-- Entries that the tests of spawn use; which one runs is said by the id.
local entry = process.id():match(":(.*)")

if entry == "raises_at_the_top" then
    error("top level trouble")
elseif entry == "sends_at_the_top" then
    process.send("listens_to_top_level", "news", "from the top")
elseif entry == "returns_a_function" then
    return function()
        return "itself"
    end
elseif entry == "blocks_at_the_top" then
    local function try(what, call, ...)
        local _, raised = pcall(call, ...)
        process.send("at_the_top_" .. what, what, tostring(raised))
    end
    try("sleep", time.sleep, "1ms")
    try("receive", function()
        process.inbox():receive()
    end)
    try("spawn", process.spawn, "conformance:run", "conformance:processes", "return 1")
    try("exec", process.exec, "conformance:run", "conformance:processes", "return 1")
    try("coroutine", coroutine.spawn, function() end)
end

return {
    main = function()
        return "main"
    end,
    second = function()
        return "second"
    end,
}
