local expect, child = require("expect"), require("child")
local T = {}
local NEXT = "conformance.upgrade:next"

local function value_of(code, ...)
    local event = child.ends(code, ...)
    if event.error then
        error(tostring(event.error), 2)
    end
    return event.result.value
end

function T.other_code_runs_under_the_same_pid_with_the_arguments()
    local pid = child.monitored("process.upgrade(...)", NEXT, "a", nil, { b = 1 }, nil)
    local found = child.exit(pid).result.value
    expect.equal(pid, found.pid)
    expect.equal(NEXT, found.id)
    expect.equal("from the top", found.greeting)
    expect.equal(4, found.n)
    expect.equal("a", found[1])
    expect.equal(1, found[3].b)
end

function T.without_an_id_the_own_entry_runs_again()
    expect.equal("conformance:run", value_of("process.upgrade(nil, 'return process.id()')"))
    expect.equal("conformance:run", value_of("process.upgrade('conformance:run', 'return process.id()')"))
    expect.equal(0, value_of("process.upgrade('" .. NEXT .. "')").n)
end

function T.a_function_upgrades_itself(n)
    if n ~= "again" then
        process.upgrade(nil, "again")
    end
    expect.equal("conformance.upgrade:a_function_upgrades_itself", process.id())
end

function T.it_never_returns_whatever_it_is_called_in()
    local upgrade = "process.upgrade('" .. NEXT .. "', 'yes') "
    for _, code in ipairs({
        "pcall(process.upgrade, '" .. NEXT .. "', 'yes') return 'caught'",
        "xpcall(function() " .. upgrade .. " end, function() return 1 end) return 'caught'",
        "coroutine.spawn(function() " .. upgrade .. " end) return 'went on'",
        "coroutine.spawn(function() time.sleep('5ms') " .. upgrade .. " end) process.inbox():receive()",
        "coroutine.wrap(function() " .. upgrade .. " end)() return 'went on'",
        "pcall(coroutine.wrap(function() pcall(coroutine.resume, coroutine.create(function() "
            .. upgrade .. " end)) end)) return 'caught'",
        "table.sort({3, 1, 2}, function(a, b) " .. upgrade .. " end) return 'sorted'",
        "local t = setmetatable({}, {__index = function() " .. upgrade .. " end}) return t.x",
    }) do
        expect.equal("yes", value_of(code)[1], code)
    end
end

function T.globals_and_coroutines_of_the_old_code_are_gone()
    expect.equal("nil", value_of([[
        kept = 1
        coroutine.spawn(function() time.sleep("10ms") process.registry.register("ghost") end)
        process.upgrade(nil, "time.sleep('30ms') return type(kept)")]]))
    expect.failure(errors.NOT_FOUND, "", process.registry.lookup("ghost"))
end

function T.the_state_is_a_copy_that_keeps_its_shape()
    local found = value_of([[
        local state = setmetatable({list = {1, 2}}, {__index = function() return "inherited" end})
        state.me, state.same = state, state.list
        state.err = errors.new({kind = errors.CONFLICT, message = "kept"})
        state.timer = time.after("1h")
        process.upgrade(nil, "return (...)", state)]])
    expect.equal(found, found.me)
    expect.equal(found.list, found.same)
    expect.equal(errors.CONFLICT, found.err:kind())
    expect.equal(nil, found.timer)
    expect.equal(nil, found.absent)
end

function T.the_state_may_be_larger_than_a_message()
    expect.equal(3e7, value_of([[
        process.upgrade(nil, "return #(...)[1] + #(...)[2] + #(...)[3]",
            {string.rep("a", 1e7), string.rep("b", 1e7), string.rep("c", 1e7)})]]))
end

function T.unread_messages_stay_in_order_whatever_channel_had_them()
    local pid = child.monitored([[
        local first, second = process.listen("first"), process.listen("second")
        local own = channel.new(10)
        subscribe("third", own)
        local inbox = process.inbox()
        process.listen("go"):receive()
        assert(first:receive() == 1)
        process.upgrade(nil, "local list = {} local inbox = process.inbox()"
            .. " for i = 1, 8 do local message = inbox:receive()"
            .. " list[i] = message:topic() .. message:payload() end return list")]])
    for i, topic in ipairs({ "first", "second", "third", "other", "first", "second", "other", "third", "late" }) do
        process.send(pid, topic, i)
    end
    process.send(pid, "go")
    expect.list({ "second2", "third3", "other4", "first5", "second6", "other7", "third8", "late9" },
        child.exit(pid).result.value)
end

function T.unread_events_stay()
    local found = value_of([[
        local first = process.spawn_monitored("conformance:run", "conformance:processes", "return 1")
        local second = process.spawn_monitored("conformance:run", "conformance:processes",
            "process.inbox():receive() return 2")
        time.sleep("20ms")
        process.events()
        process.cancel(process.pid())
        process.upgrade(nil, "process.send((...), 'x') local list = {} for i = 1, 3 do"
            .. " local event = process.events():receive() list[event.kind .. i] = true end return list", second)]])
    expect.equal(true, found["pid.exit1"])
    expect.equal(true, found["pid.cancel2"])
    expect.equal(true, found["pid.exit3"])
end

function T.names_monitors_and_links_stay()
    process.set_options({ trap_links = true })
    local pid = child.both([[
        process.registry.register("upgraded")
        process.upgrade(nil, "process.inbox():receive() error('on purpose', 0)")]])
    child.eventually(function() return process.registry.lookup("upgraded") end, "its name")
    process.send("upgraded", "end")
    expect.contains("on purpose", child.exit(pid).error)
    expect.contains("on purpose", child.link_down(pid).error)
    expect.failure(errors.NOT_FOUND, "", process.registry.lookup("upgraded"))
end

function T.options_stay()
    local found = value_of([[
        process.set_options({trap_links = true, upgradable = true})
        process.upgrade(nil, "return process.get_options()")]])
    expect.equal(true, found.trap_links)
    expect.equal(true, found.upgradable)
end

function T.the_end_of_what_exec_waited_for_is_no_event()
    expect.equal("nothing", value_of([[
        coroutine.spawn(function()
            process.exec("conformance:run", "conformance:processes", "time.sleep('20ms')")
        end)
        process.upgrade(nil, "local events = process.events()"
            .. " local got = channel.select({events:case_receive(), time.after('60ms'):case_receive()})"
            .. " return got.channel == events and got.value.kind or 'nothing'")]]))
end

function T.subscriptions_to_events_end_with_the_old_code()
    local code = [[
        local code, upgrades = ...
        assert(events.subscribe("system", "kind"))
        if upgrades <= 1000 then process.upgrade(nil, code, code, upgrades + 1) end
        return "one more than a process may have"
    ]]
    expect.equal("one more than a process may have", child.exec(code, code, 0))
end

function T.timers_of_the_old_code_do_not_fire()
    expect.equal("nothing", value_of([[
        time.ticker("2ms")
        time.after("2ms")
        process.upgrade(nil, "local late = time.after('1h') local other = time.after('20ms')"
            .. " local got = channel.select({late:case_receive(), other:case_receive()})"
            .. " return got.channel == other and 'nothing'")]]))
end

function T.a_deadline_stays()
    local pid = child.monitored("process.events():receive() process.upgrade(nil, 'process.inbox():receive()')")
    process.cancel(pid, "50ms")
    expect.contains("process terminated", child.exit(pid).error)
end

function T.the_limits_are_those_of_the_new_code()
    expect.equal(3, value_of("process.upgrade('conformance.upgrade:three_timers')"))
    expect.equal(100, value_of("process.upgrade('conformance.upgrade:many_timers')"))
end

function T.it_works_where_a_slice_is_over_at_every_step()
    local pid = assert(process.spawn_monitored("conformance.upgrade:again", child.host, 50))
    expect.equal("done", child.exit(pid).result.value)
end

function T.an_endless_row_of_upgrades_can_be_terminated_and_holds_up_nobody()
    local code = "process.upgrade(nil, ..., ...)"
    local pid = child.monitored(code, code)
    expect.equal(2, (child.exec("return 2")))
    process.terminate(pid)
    expect.contains("process terminated", child.exit(pid).error)
end

function T.senders_find_the_room_that_the_new_code_has()
    local pid = assert(process.spawn_monitored("conformance:run", "conformance:small",
        "process.listen('go'):receive() process.upgrade('conformance.upgrade:roomy')"))
    for i = 1, 3 do
        process.send(pid, "work", i)
    end
    process.send(pid, "go")
    for i = 4, 50 do
        assert(process.send(pid, "work", i))
    end
    process.terminate(pid)
    child.exit(pid)
end

-- A sender at full speed: none of its messages is lost, and they stay in order.
function T.a_hundred_upgrades_under_load_lose_nothing()
    local code = [[
        local code, upgrades, last, total = ...
        local work = process.listen("work")
        local enough = last + math.floor(total / 101)
        while last < total do
            local n = work:receive()
            assert(n == last + 1, "after " .. last .. " came " .. n)
            last = n
            if last >= enough and upgrades < 100 then
                process.upgrade(nil, code, code, upgrades + 1, last, total)
            end
        end
        return upgrades]]
    local pid = child.monitored(code, code, 0, 0, 20200)
    for i = 1, 20200 do
        assert(process.send(pid, "work", i))
    end
    expect.equal(100, child.exit(pid).result.value)
end

return T
