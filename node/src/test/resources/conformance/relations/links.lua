local expect, child = require("expect"), require("child")
local T = {}

-- A process that has linked itself with the target and traps nothing.
local function linked_with(pid)
    local ready = process.listen("linked")
    local other = child.monitored([[
        local pid, parent = ...
        assert(process.link(pid))
        process.send(parent, "linked")
        process.inbox():receive()]], pid, process.pid())
    child.take(ready)
    return other
end

function T.trap_links_is_off_at_first()
    expect.equal(false, process.get_options().trap_links)
end

function T.trap_links_can_be_set()
    local ok, err = process.set_options({ trap_links = true })
    expect.equal(true, ok)
    expect.equal(nil, err)
    expect.equal(true, process.get_options().trap_links)
end

function T.trap_links_is_not_inherited()
    process.set_options({ trap_links = true })
    expect.equal(false, (child.exec("return process.get_options().trap_links")))
end

function T.options_must_be_a_table()
    for _, wrong in ipairs({ "x", 5, true }) do
        local ok, err = process.set_options(wrong)
        expect.equal(false, ok)
        expect.error(errors.INVALID, "options parameter must be a table", err)
    end
    expect.equal(false, (process.set_options()))
end

function T.trap_links_must_be_a_boolean()
    local ok, err = process.set_options({ trap_links = "yes" })
    expect.equal(false, ok)
    expect.error(errors.INVALID, "trap_links must be a boolean", err)
end

function T.an_unknown_option_is_an_error_but_the_others_are_set()
    local ok, err = process.set_options({ color = "red", trap_links = true })
    expect.equal(false, ok)
    expect.error(errors.INVALID, "option color is not supported", err)
    expect.equal(true, process.get_options().trap_links)
end

function T.a_normal_end_tells_nothing_to_links()
    process.set_options({ trap_links = true })
    child.linked("return 1")
    child.nothing(process.events())
end

function T.a_normal_end_of_the_parent_does_not_touch_linked_children()
    local pid = child.ends("return child.linked('process.inbox():receive()')").result.value
    expect.equal(true, process.send(pid, "x"))
end

function T.an_abnormal_end_is_an_event_with_trap_links()
    process.set_options({ trap_links = true })
    expect.contains("x", child.link_down(child.linked("error('x')")).error)
end

function T.an_error_value_is_an_abnormal_end()
    process.set_options({ trap_links = true })
    child.link_down(child.linked("return nil, 'bad'"))
end

function T.terminate_is_an_abnormal_end()
    process.set_options({ trap_links = true })
    local pid = child.linked("process.inbox():receive()")
    process.terminate(pid)
    expect.contains("process terminated", child.link_down(pid).error)
end

function T.without_trap_links_a_linked_process_dies_with_its_peer()
    local pid = child.idle()
    local other = linked_with(pid)
    process.terminate(pid)
    expect.error(errors.INTERNAL, "linked process failed", child.exit(other).result.error)
end

function T.a_link_breaks_in_both_directions()
    local pid = child.monitored("process.inbox():receive()")
    local other = linked_with(pid)
    process.terminate(other)
    child.exit(other)
    expect.error(errors.INTERNAL, "linked process failed", child.exit(pid).result.error)
end

function T.a_sleeping_process_dies_at_once()
    local pid = child.monitored("child.linked('error(1)') time.sleep('1h')")
    expect.error(errors.INTERNAL, "linked process failed", child.exit(pid).result.error)
end

function T.a_busy_process_dies_too()
    local pid = child.monitored("child.linked('error(1)') while true do end")
    expect.error(errors.INTERNAL, "linked process failed", child.exit(pid).result.error)
end

function T.a_process_that_waits_in_exec_dies_too()
    local pid = child.monitored("child.linked('error(1)') child.exec('time.sleep(\"1h\")')")
    expect.error(errors.INTERNAL, "linked process failed", child.exit(pid).result.error)
end

function T.trap_links_counts_when_the_news_is_taken()
    local pid = child.monitored([[
        child.linked("error(1)")
        process.set_options({trap_links = true})
        return process.events():receive().kind]])
    expect.equal(process.event.LINK_DOWN, child.exit(pid).result.value)
end

function T.link_twice_is_true_and_one_event()
    process.set_options({ trap_links = true })
    local pid = child.idle()
    expect.equal(true, process.link(pid))
    expect.equal(true, process.link(pid))
    process.terminate(pid)
    child.link_down(pid)
    child.nothing(process.events())
end

function T.a_dead_process_cannot_be_linked()
    expect.failure(errors.INTERNAL, "pid not registered", process.link(child.dead()))
end

function T.a_link_with_oneself_is_harmless()
    expect.equal(true, process.link(process.pid()))
    expect.equal(true, process.unlink(process.pid()))
    local event = child.ends("process.link(process.pid()) error('own')")
    expect.contains("own", event.error)
end

function T.unlink_removes_both_directions()
    local pid = child.linked("process.inbox():receive()")
    expect.equal(true, process.unlink(pid))
    process.terminate(pid)
    time.sleep("20ms")
    local other = child.linked("process.unlink(...) process.inbox():receive()", process.pid())
    time.sleep("20ms")
    process.terminate(other)
    time.sleep("20ms")
end

function T.unlink_without_a_link_is_true()
    expect.equal(true, process.unlink(child.idle()))
    expect.equal(true, process.unlink(child.dead()))
end

function T.a_link_made_after_unlink_works()
    process.set_options({ trap_links = true })
    local pid = child.idle()
    process.link(pid)
    process.unlink(pid)
    process.link(pid)
    process.terminate(pid)
    child.link_down(pid)
end

function T.a_name_can_be_linked()
    process.set_options({ trap_links = true })
    local pid = child.idle()
    process.registry.register("links_name", pid)
    expect.equal(true, process.link("links_name"))
    process.terminate(pid)
    child.link_down(pid)
end

function T.a_chain_of_ten_falls_as_a_whole()
    local CHAIN = [[
        local levels, top, code = ...
        process.send(top, "member", process.pid())
        if levels > 1 then child.linked(code, levels - 1, top, code) end
        process.inbox():receive()]]
    local members, pids = process.listen("member"), {}
    child.spawn(CHAIN, 10, process.pid(), CHAIN)
    for i = 1, 10 do
        pids[i] = child.take(members)
        process.monitor(pids[i])
    end
    process.terminate(pids[5])
    local ended = {}
    for _ = 1, 10 do
        local event = child.take(process.events())
        ended[event.from] = tostring(event.error)
    end
    for i = 1, 10 do
        expect.equal(i == 5 and "process terminated" or "linked process failed", ended[pids[i]])
    end
end

function T.a_star_falls_with_its_centre_and_with_each_ray()
    for victim = 0, 1 do
        local members, rays = process.listen("member"), {}
        local centre = child.monitored([[
            for _ = 1, 8 do
                process.send(..., "member", child.linked("process.inbox():receive()"))
            end
            process.inbox():receive()]], process.pid())
        for i = 1, 8 do
            rays[i] = child.take(members)
            process.monitor(rays[i])
        end
        process.terminate(victim == 0 and centre or rays[3])
        for _ = 1, 9 do
            expect.equal(process.event.EXIT, child.take(process.events()).kind)
        end
    end
end

function T.a_cascade_stops_at_a_process_that_traps()
    local members = process.listen("member")
    local guard = child.monitored([[
        local parent = ...
        process.set_options({trap_links = true})
        child.linked([=[
            process.send(..., "member", child.linked("process.inbox():receive()"))
            process.inbox():receive()]=], parent)
        local event = process.events():receive()
        return tostring(event.error)]], process.pid())
    process.terminate(child.take(members))
    expect.equal("linked process failed", child.exit(guard).result.value)
end

return T
