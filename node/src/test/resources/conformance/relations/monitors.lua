local expect, child = require("expect"), require("child")
local T = {}

function T.a_running_process_can_be_monitored()
    local pid = child.spawn("process.inbox():receive() return 3")
    expect.equal(true, process.monitor(pid))
    process.send(pid, "go")
    expect.equal(3, child.exit(pid).result.value)
end

function T.a_name_can_be_monitored()
    local pid = child.idle()
    process.registry.register("monitors_name", pid)
    expect.equal(true, process.monitor("monitors_name"))
    process.terminate("monitors_name")
    child.exit(pid)
end

function T.a_second_monitor_is_an_error()
    local pid = child.idle()
    process.monitor(pid)
    expect.failure(errors.INTERNAL, "already monitoring pid", process.monitor(pid))
    local own = child.monitored("process.inbox():receive()")
    expect.failure(errors.INTERNAL, "already monitoring pid", process.monitor(own))
end

function T.a_dead_process_cannot_be_monitored()
    expect.failure(errors.INTERNAL, "pid not registered", process.monitor(child.dead()))
end

function T.a_failed_monitor_can_be_tried_again()
    local pid = child.dead()
    process.monitor(pid)
    expect.failure(errors.INTERNAL, "pid not registered", process.monitor(pid))
end

function T.unmonitor_stops_the_exit()
    local pid = child.idle()
    process.monitor(pid)
    expect.equal(true, process.unmonitor(pid))
    process.terminate(pid)
    child.nothing(process.events())
end

function T.unmonitor_also_ends_the_monitor_of_spawn_monitored()
    local pid = child.monitored("process.inbox():receive()")
    expect.equal(true, process.unmonitor(pid))
    process.terminate(pid)
    child.nothing(process.events())
end

function T.unmonitor_without_a_monitor_is_true()
    expect.equal(true, process.unmonitor(child.idle()))
    expect.equal(true, process.unmonitor(child.dead()))
end

function T.after_unmonitor_one_can_monitor_again()
    local pid = child.idle()
    process.monitor(pid)
    process.unmonitor(pid)
    expect.equal(true, process.monitor(pid))
    process.terminate(pid)
    child.exit(pid)
end

function T.every_watcher_gets_the_exit()
    local news, pid = process.listen("news"), child.idle()
    for _ = 1, 5 do
        child.spawn([[
            local pid, parent = ...
            process.monitor(pid)
            process.send(parent, "news", "ready")
            process.send(parent, "news", process.events():receive().from)]], pid, process.pid())
        expect.equal("ready", child.take(news))
    end
    process.terminate(pid)
    for _ = 1, 5 do
        expect.equal(pid, child.take(news))
    end
end

function T.one_exit_comes_per_process()
    child.ends("return 1")
    child.nothing(process.events())
end

function T.a_monitor_does_not_end_the_watcher()
    expect.contains("x", child.ends("error('x')").error)
end

function T.a_watcher_that_ends_leaves_the_watched_alone()
    local pid = child.idle()
    child.ends("process.monitor(...)", pid)
    expect.equal(true, process.send(pid, "x"))
end

function T.a_missing_destination_is_invalid()
    for _, name in ipairs({ "monitor", "unmonitor", "link", "unlink", "terminate", "cancel" }) do
        expect.failure(errors.INVALID, "destination", process[name]())
    end
end

function T.a_destination_of_another_type_raises()
    for _, name in ipairs({ "monitor", "unmonitor", "link", "unlink", "terminate", "cancel" }) do
        expect.raises("bad argument #1", process[name], nil)
        expect.raises("bad argument #1", process[name], 5)
    end
end

function T.a_destination_that_is_nobody_cannot_be_resolved()
    for _, name in ipairs({ "monitor", "unmonitor", "link", "unlink", "terminate", "cancel" }) do
        expect.failure(
            errors.NOT_FOUND,
            "could not resolve 'no one' as PID or registered name",
            process[name]("no one"))
    end
end

return T
