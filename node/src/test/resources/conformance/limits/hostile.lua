local expect, child = require("expect"), require("child")
local T = {}

-- Runs code beside this process, which must go on meanwhile; then ends it, which must succeed.
-- A machine can stand still for a moment: most of the rounds count.
local function beside(code)
    local pid = child.monitored(code)
    local waits = {}
    for i = 1, 20 do
        local start = time.now()
        time.sleep("2ms")
        waits[i] = time.now():sub(start):milliseconds()
    end
    table.sort(waits)
    expect.equal(true, waits[15] < 1000, "the neighbour goes on")
    process.terminate(pid)
    return child.exit(pid)
end

function T.calls_of_builtins_in_tail_position_count_as_depth()
    beside("local function f() return pcall(f) end while true do f() end")
    beside("local t = setmetatable({}, {__tostring = function(x) return tostring(x) end}) while true do pcall(tostring, t) end")
end

function T.coroutines_inside_each_other_have_a_limit()
    beside("local function f() coroutine.wrap(f)() end while true do pcall(f) end")
    local ending = child.exit(child.monitored("local function f() coroutine.spawn(f) end f()"))
    expect.contains("nestedCoroutinesMax=200", tostring(ending.error))
end

function T.coroutines_that_have_ended_do_not_count()
    local code = "for i = 1, 100 do coroutine.wrap(function() end)() coroutine.spawn(function() end) end return 'all'"
    local pid = process.spawn_monitored("conformance:run", "conformance.limits:few", code)
    expect.equal("all", child.exit(pid).result.value)
end

function T.a_program_cannot_send_on_or_close_what_the_runtime_fills()
    for _, made in ipairs({ process.events(), process.inbox(), process.listen("t"), time.after("1h") }) do
        expect.raises("filled by the runtime", made.send, made, { kind = process.event.CANCEL })
        expect.raises("filled by the runtime", made.case_send, made, 1)
        expect.raises("filled by the runtime", made.close, made)
    end
end

function T.the_place_of_a_process_is_free_when_its_exit_comes()
    for _ = 1, 200 do
        local pid = process.spawn_monitored("conformance:run", "conformance.limits:single", "return 1")
        expect.equal("string", type(pid), "the host holds one process")
        child.exit(pid)
    end
end

function T.an_error_joined_to_a_string_obeys_the_limit_of_strings()
    local code = "local s = string.rep('x', 600000) return #(s .. errors.new(s))"
    local pid = process.spawn_monitored("conformance:run", "conformance.limits:few", code)
    expect.contains("stringBytesMax", tostring(child.exit(pid).error))
end

function T.names_have_a_limit()
    local code = "for i = 1, 4 do local ok, err = process.registry.register('limited' .. i) if err then return {i, err:message()} end end"
    local pid = process.spawn_monitored("conformance:run", "conformance.limits:few", code)
    local result = child.exit(pid).result.value
    expect.equal(4, result[1])
    expect.contains("namesMax=3", result[2])
end

return T
