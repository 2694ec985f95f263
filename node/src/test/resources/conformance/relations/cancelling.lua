local expect, child = require("expect"), require("child")
local T = {}
local POLITE = [[
    local event = process.events():receive()
    return {kind = event.kind, from = event.from, deadline = event.deadline, reason = event.reason}]]

function T.cancel_is_only_an_event()
    local pid = child.monitored("process.events():receive() time.sleep('20ms') return 'own decision'")
    expect.equal(true, process.cancel(pid))
    expect.equal("own decision", child.exit(pid).result.value)
end

function T.the_event_tells_who_cancels()
    local pid = child.monitored(POLITE)
    process.cancel(pid)
    local event = child.exit(pid).result.value
    expect.equal(process.event.CANCEL, event.kind)
    expect.equal(process.pid(), event.from)
    expect.equal(nil, event.deadline)
end

function T.a_cancel_right_after_spawn_is_kept()
    for _ = 1, 50 do
        local pid = child.monitored(POLITE)
        process.cancel(pid)
        expect.equal(process.event.CANCEL, child.exit(pid).result.value.kind)
    end
end

function T.a_process_that_ignores_cancel_goes_on()
    local pid = child.monitored("time.sleep('30ms') return 'done'")
    process.cancel(pid)
    expect.equal("done", child.exit(pid).result.value)
end

function T.a_duration_is_a_deadline()
    local pid = child.monitored(POLITE)
    expect.equal(true, process.cancel(pid, "1h"))
    local deadline = child.exit(pid).result.value.deadline
    local at = time.parse(time.RFC3339, deadline)
    local left = at:sub(time.now()):seconds()
    expect.equal(true, left > 3500 and left <= 3600, "about an hour is left: " .. left)
end

function T.a_number_is_milliseconds()
    local pid = child.monitored(POLITE)
    process.cancel(pid, 3600000)
    local left = time.parse(time.RFC3339, child.exit(pid).result.value.deadline):sub(time.now())
    expect.equal(true, left:seconds() > 3500 and left:seconds() <= 3600, "about an hour is left")
end

function T.the_deadline_is_enforced()
    local pid = child.monitored("time.sleep('1h')")
    process.cancel(pid, "20ms")
    expect.error(errors.INTERNAL, "process terminated", child.exit(pid).result.error)
end

function T.the_deadline_is_enforced_on_a_busy_process()
    local pid = child.monitored("while true do end")
    process.cancel(pid, 20)
    expect.error(errors.INTERNAL, "process terminated", child.exit(pid).result.error)
end

function T.the_earliest_deadline_counts()
    local pid = child.monitored("time.sleep('1h')")
    process.cancel(pid, "1h")
    process.cancel(pid, "10ms")
    process.cancel(pid, "2h")
    expect.contains("process terminated", child.exit(pid).error)
end

function T.a_deadline_without_end_is_far_away()
    local pid = child.monitored(POLITE)
    expect.equal(true, process.cancel(pid, math.huge))
    expect.matches("^%d%d%d%d%-", child.exit(pid).result.value.deadline)
end

function T.many_deadlines_do_no_harm()
    local pid = child.monitored([[
        for _ = 1, 300 do process.events():receive() end
        return 'unharmed']])
    for _ = 1, 300 do
        process.cancel(pid, "1h")
    end
    expect.equal("unharmed", child.exit(pid).result.value)
end

function T.deadlines_do_not_count_as_timers()
    local code = [[
        for _ = 1, 8 do time.timer("1h") end
        process.send(..., "ready")
        for _ = 1, 3 do process.events():receive() end
        return 'unharmed']]
    local ready = process.listen("ready")
    local pid = process.spawn_monitored("conformance.relations:few_timers", child.host, code, process.pid())
    child.take(ready)
    for _ = 1, 3 do
        process.cancel(pid, "1h")
    end
    expect.equal("unharmed", child.exit(pid).result.value)
end

function T.a_text_that_is_no_duration_is_invalid()
    expect.failure(
        errors.INVALID, "invalid duration format: ", process.cancel(child.idle(), "soon"))
end

function T.another_type_of_deadline_is_invalid()
    for _, wrong in ipairs({ true, {}, 0 / 0 }) do
        expect.failure(
            errors.INVALID,
            "deadline must be either a duration string or milliseconds number",
            process.cancel(child.idle(), wrong))
    end
end

function T.a_duration_object_is_a_deadline()
    local pid = child.monitored(POLITE)
    local ok, err = process.cancel(pid, (time.parse_duration("5s")))
    expect.equal(nil, err)
    expect.equal(true, ok)
    expect.type("string", child.exit(pid).result.value.deadline)
end

function T.a_dead_process_cannot_be_cancelled()
    expect.failure(errors.NOT_FOUND, "process not found", process.cancel(child.dead()))
end

function T.a_dead_process_cannot_be_terminated()
    expect.failure(errors.NOT_FOUND, "process not found", process.terminate(child.dead()))
end

function T.terminate_needs_a_host_that_exists()
    local pid = child.idle():gsub("@.*|", "@no:host|")
    expect.failure(errors.NOT_FOUND, "host not found", process.terminate(pid))
end

return T
