local expect, child = require("expect"), require("child")
local T = {}

function T.the_value_that_main_returns_is_in_result_value()
    expect.equal(42, child.ends("return 42").result.value)
end

function T.main_that_returns_nothing_gives_an_empty_result()
    local event = child.ends("return")
    expect.equal(nil, next(event.result))
    expect.equal(nil, event.error)
end

function T.further_values_are_ignored()
    for _, code in ipairs({ "return 1, 2", "return 1, true", "return 1, {}", "return 1, nil, 'x'" }) do
        local event = child.ends(code)
        expect.equal(1, event.result.value, code)
        expect.equal(nil, event.error, code)
    end
end

function T.a_second_value_that_is_a_string_is_an_internal_error_verbatim()
    local event = child.ends("return false, 'no luck'")
    expect.error(errors.INTERNAL, "no luck", event.result.error)
    expect.equal("no luck", event.result.error:message())
    expect.equal(nil, event.result.value)
end

function T.a_second_value_that_is_an_error_keeps_kind_and_details()
    local event = child.ends([[
        return 7, errors.new({message = "gone", kind = errors.NOT_FOUND, details = {id = 3}})]])
    expect.error(errors.NOT_FOUND, "gone", event.result.error)
    expect.equal(3, event.result.error:details().id)
    expect.equal(nil, event.result.value)
end

function T.a_raised_string_ends_the_process_with_an_internal_error()
    expect.error(errors.INTERNAL, "child:1: boom", child.ends("error('boom')").result.error)
end

function T.a_raised_error_object_keeps_kind_and_details()
    local event = child.ends([[
        error(errors.new({message = "slow", kind = errors.TIMEOUT, details = {n = 1}}))]])
    expect.error(errors.TIMEOUT, "slow", event.result.error)
    expect.equal(1, event.result.error:details().n)
end

function T.a_raised_table_ends_the_process_with_an_internal_error()
    expect.error(errors.INTERNAL, "table", child.ends("error({})").result.error)
end

function T.a_runtime_error_names_file_and_line()
    expect.error(errors.INTERNAL, "child:2: ", child.ends("local x\nreturn x.y").result.error)
end

function T.an_uncaught_error_in_a_spawned_coroutine_ends_the_process()
    local event = child.ends([[
        coroutine.spawn(function() time.sleep("5ms"); error("inner") end)
        process.inbox():receive()]])
    expect.error(errors.INTERNAL, "inner", event.result.error)
end

function T.an_uncaught_error_in_a_spawned_coroutine_passes_the_pcall_of_its_spawner()
    local event = child.ends([[
        pcall(coroutine.spawn, function() error("at once") end)
        return "survived"]])
    expect.error(errors.INTERNAL, "at once", event.result.error)
end

function T.an_error_object_raised_in_a_spawned_coroutine_keeps_its_kind()
    local event = child.ends([[
        coroutine.spawn(function() error(errors.new({message = "c", kind = errors.CONFLICT})) end)]])
    expect.error(errors.CONFLICT, "c", event.result.error)
end

function T.a_stack_overflow_ends_only_that_process()
    local event = child.ends("local function f() return 1 + f() end return f()")
    expect.error(errors.INTERNAL, "stack overflow", event.result.error)
end

function T.terminate_ends_a_blocked_process()
    local pid = child.monitored("process.inbox():receive()")
    expect.equal(true, process.terminate(pid))
    expect.error(errors.INTERNAL, "process terminated", child.exit(pid).result.error)
end

function T.terminate_ends_a_sleeping_process_at_once()
    local pid = child.monitored("time.sleep('1h')")
    process.terminate(pid)
    expect.error(errors.INTERNAL, "process terminated", child.exit(pid).result.error)
end

function T.terminate_ends_an_endless_loop()
    local pid = child.monitored("while true do end")
    process.terminate(pid)
    expect.error(errors.INTERNAL, "process terminated", child.exit(pid).result.error)
end

function T.who_terminates_itself_does_nothing_after_that()
    local pid = child.monitored([[
        local self, owner = process.pid(), ...
        pcall(process.terminate, self)
        process.send(owner, "after", true)]], process.pid())
    expect.error(errors.INTERNAL, "process terminated", child.exit(pid).result.error)
    child.nothing(process.inbox(), "1ms")
end

function T.no_pcall_survives_terminate()
    local pid = child.monitored([[
        while true do pcall(function() process.inbox():receive() end) end]])
    process.terminate(pid)
    child.exit(pid)
end

function T.no_coroutine_survives_terminate()
    local pid = child.monitored([[
        local step = coroutine.wrap(function() while true do pcall(time.sleep, "1h") end end)
        while true do pcall(step) end]])
    process.terminate(pid)
    child.exit(pid)
end

function T.no_spawned_coroutine_survives_terminate()
    local pid = child.monitored([[
        for _ = 1, 10 do
            coroutine.spawn(function() while true do pcall(time.sleep, "1h") end end)
        end
        while true do pcall(time.sleep, "1h") end]])
    process.terminate(pid)
    child.exit(pid)
end

function T.a_sort_comparator_does_not_survive_terminate()
    local pid = child.monitored([[
        table.sort({3, 2, 1}, function(a, b) pcall(time.sleep, "1h") return a < b end)]])
    process.terminate(pid)
    child.exit(pid)
end

function T.a_metamethod_does_not_survive_terminate()
    local pid = child.monitored([[
        local slow = setmetatable({}, {__index = function() time.sleep("1h") end})
        while true do pcall(function() return slow.x end) end]])
    process.terminate(pid)
    child.exit(pid)
end

function T.the_other_coroutines_end_when_main_returns()
    local news = process.listen("news")
    child.ends([[
        local parent = ...
        coroutine.spawn(function() time.sleep("20ms"); process.send(parent, "news", "alive") end)
        return 1]], process.pid())
    child.nothing(news, "60ms")
end

function T.at_exit_the_pid_is_dead_and_its_name_is_free()
    local pid = child.monitored([[
        process.registry.register("ending_name")
        process.inbox():receive()
        return 1]])
    child.eventually(function() return process.registry.lookup("ending_name") end, "registration")
    process.send("ending_name", "go")
    child.exit(pid)
    expect.failure(errors.NOT_FOUND, "name not registered", process.registry.lookup("ending_name"))
    expect.failure(errors.NOT_FOUND, "process not found", process.send(pid, "x"))
end

function T.exit_comes_before_link_down()
    process.set_options({ trap_links = true })
    local pid = child.both("error('x')")
    child.exit(pid)
    child.link_down(pid)
end

function T.messages_of_a_process_come_before_its_exit()
    local news = process.listen("news")
    child.ends([[
        local parent = ...
        for i = 1, 100 do process.send(parent, "news", i) end]], process.pid())
    for i = 1, 100 do
        local result = channel.select({ news:case_receive(), default = true })
        expect.equal(i, result.value, "message that is there at EXIT")
    end
end

function T.a_result_with_channels_and_timers_does_not_fail()
    local event = child.ends([[
        return {ok = true, ch = channel.new(), timer = time.timer("1h"), f = print}]])
    expect.equal(nil, event.error)
    expect.equal(true, event.result.value.ok)
    expect.equal(nil, event.result.value.ch)
    expect.equal(nil, event.result.value.f)
end

function T.a_result_larger_than_a_message_may_be_is_an_error_that_names_the_limit()
    local event = child.ends("return string.rep('x', 9 * 1024 * 1024)")
    expect.error(errors.INVALID, "messageBytesMax", event.result.error)
end

return T
