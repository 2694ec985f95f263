local fails = require("fails")
local T = {}

function T.an_event_reaches_who_wants_it()
    local sub = assert(events.subscribe("reach"))
    assert(events.send("other", "created", "/a") == true)
    assert(events.send("reach", "created", "/b", { n = 1 }) == true)
    assert(events.send("reach", "ended", "/c") == true)
    local event = sub:channel():receive()
    assert(event.system == "reach" and event.kind == "created" and event.path == "/b")
    assert(event.data.n == 1)
    event = sub:channel():receive()
    assert(event.kind == "ended" and event.data == nil)
    sub:close()
end

function T.patterns_choose_systems_and_kinds()
    local sub = events.subscribe("(last|p|p.*)", "**")
    assert(sub == nil, "a dot in an alternative")
    sub = assert(events.subscribe("(p|q|last)", "(last|user|order).**"))
    local narrow = assert(events.subscribe("p.*", "a.(b|c).*"))
    for _, kind in ipairs({ "user", "user.new", "user.new.x", "users", "a.b.c", "a.b", "a.d.c" }) do
        events.send("p", kind, "/")
        events.send("r", kind, "/")
        events.send("p.q", kind, "/")
    end
    events.send("last", "last", "/")
    local seen = {}
    repeat
        local event = sub:channel():receive()
        seen[#seen + 1] = event.system .. "=" .. event.kind
    until event.kind == "last"
    assert(table.concat(seen, " ") == "p=user p=user.new p=user.new.x last=last", table.concat(seen, " "))
    assert(narrow:channel():receive().kind == "a.b.c")
    assert(channel.select({ narrow:channel():case_receive(), default = true }).default)
    fails("Invalid", "part between dots", events.subscribe("p", "us*"))
    fails("Invalid", "part between dots", events.subscribe("p", "(a|b"))
    sub:close()
    narrow:close()
end

function T.each_subscriber_has_a_copy()
    local one, other = events.subscribe("copies"), events.subscribe("*", "c")
    local data = { list = { 1 } }
    events.send("copies", "c", "/", data)
    data.list[1] = 2
    local a, b = one:channel():receive(), other:channel():receive()
    assert(a.data ~= b.data and a.data.list[1] == 1 and b.data.list[1] == 1)
    one:close()
    other:close()
end

function T.a_slow_subscriber_loses_events_and_knows_it()
    local sub = events.subscribe("flood")
    for i = 1, 1000 do
        assert(events.send("flood", "k", "/" .. i))
    end
    assert(sub:dropped() == 1000 - 64, sub:dropped())
    for i = 1, 64 do
        assert(sub:channel():receive().path == "/" .. i)
    end
    assert(events.send("flood", "k", "/again"))
    assert(sub:channel():receive().path == "/again")
    sub:close()
end

function T.nothing_comes_after_close()
    local sub = events.subscribe("closed")
    local ch = sub:channel()
    local inbox = process.inbox()
    events.send("closed", "k", "/")
    assert(sub:close() == true and sub:close() == true)
    local value, ok = ch:receive()
    assert(value == nil and ok == false)
    events.send("closed", "k", "/")
    time.sleep("5ms")
    local got = channel.select({ inbox:case_receive(), default = true })
    assert(got.default, "an event came into the inbox")
end

function T.bad_events_get_errors()
    fails("Invalid", "empty system", events.subscribe(""))
    fails("Invalid", "empty kind", events.subscribe("s", ""))
    fails("Invalid", "empty system", events.send("", "k", "p"))
    fails("Invalid", "empty kind", events.send("s", "", "p"))
    fails("Invalid", "empty path", events.send("s", "k", ""))
    fails("Invalid", "function", events.send("s", "k", "p", print))
    fails("Invalid", "at most 1024 bytes", events.send(string.rep("s", 1025), "k", "p"))
    fails("Invalid", "at most 64 parts", events.subscribe(string.rep("a.", 100)))
    assert(not pcall(events.subscribe, nil) and not pcall(events.send, "s", "k", {}))
end

function T.a_pattern_that_would_backtrack_is_cheap()
    local sub = assert(events.subscribe("b", string.rep("**.a.", 30) .. "b"))
    for _ = 1, 1000 do
        assert(events.send("b", string.rep("a.", 500) .. "c", "/"))
    end
    assert(events.send("b", string.rep("a.", 500) .. "b", "/found"))
    assert(sub:channel():receive().path == "/found")
    sub:close()
end

function T.subscriptions_have_a_limit_and_end_with_their_process()
    local code = [[
        local made = 0
        for i = 1, 1000000 do
            local sub, err = events.subscribe("limit" .. i)
            if not sub then
                return made .. " " .. err:kind()
            end
            made = made + 1
        end]]
    for _ = 1, 30 do
        local text = assert(process.exec("shared:child", "shared:processes", code))
        assert(text == "1000 Unavailable", text)
    end
end

return T
