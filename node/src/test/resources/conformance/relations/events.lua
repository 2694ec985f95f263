local expect, child = require("expect"), require("child")
local T = {}

function T.the_kinds_are_these_strings()
    expect.equal("pid.cancel", process.event.CANCEL)
    expect.equal("pid.exit", process.event.EXIT)
    expect.equal("pid.link.down", process.event.LINK_DOWN)
end

function T.an_exit_tells_who_when_and_the_value()
    local event = child.ends("return {n = 1}")
    expect.type("table", event)
    expect.type("number", event.at)
    expect.equal(true, math.abs(event.at - os.time()) < 10, "at is the time in seconds")
    expect.equal(1, event.result.value.n)
    expect.equal(nil, event.result.error)
    expect.equal(nil, event.payload)
end

function T.an_exit_with_an_error_has_it_in_result_and_in_error()
    local event = child.ends("return nil, 'bad'")
    expect.equal("bad", tostring(event.error))
    expect.equal("bad", event.result.error:message())
end

function T.a_result_prints_as_its_value_or_error()
    expect.equal("5", tostring(child.ends("return 5").result))
    expect.equal("got 5", "got " .. child.ends("return 5").result)
    expect.equal("got bad!", "got " .. child.ends("return nil, 'bad'").result .. "!")
end

function T.a_link_down_tells_who_when_and_why()
    process.set_options({ trap_links = true })
    local event = child.link_down(child.linked("error('x')"))
    expect.type("number", event.at)
    expect.contains("x", event.result.error)
    expect.contains("x", event.error)
    expect.equal(nil, event.result.value)
end

function T.events_are_kept_until_they_are_read()
    local first = child.monitored("return 1")
    local second = child.monitored("time.sleep('10ms') return 2")
    time.sleep("50ms")
    expect.equal(1, child.exit(first).result.value)
    expect.equal(2, child.exit(second).result.value)
end

function T.events_do_not_reach_the_inbox()
    local inbox = process.inbox()
    child.monitored("return 1")
    child.nothing(inbox)
end

function T.each_watcher_has_its_own_copy_of_the_value()
    local news = process.listen("news")
    local pid = child.monitored("process.inbox():receive() return {1}")
    child.spawn([[
        local pid, parent = ...
        process.monitor(pid)
        process.send(parent, "news")
        local event = process.events():receive()
        event.result.value[1] = "changed"
        process.send(parent, "news")]], pid, process.pid())
    child.take(news)
    process.send(pid, "go")
    local event = child.exit(pid)
    child.take(news)
    expect.equal(1, event.result.value[1])
end

return T
