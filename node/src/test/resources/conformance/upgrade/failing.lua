local expect, child = require("expect"), require("child")
local T = {}

local function failure_of(id, ...)
    local event = child.ends("process.upgrade(...) return 'came back'", id, ...)
    return event.error or error("no failure, but " .. tostring(event.result), 2)
end

function T.an_unknown_entry_ends_the_process()
    local err = failure_of("conformance:rum")
    expect.error(errors.NOT_FOUND, "upgrade: factory not found: no process \"conformance:rum\"", err)
    expect.contains("conformance:run", err, "hint")
end

function T.what_is_no_process_ends_the_process()
    expect.error(errors.NOT_FOUND, "upgrade: factory not found", failure_of("conformance:expect"))
    expect.error(errors.NOT_FOUND, "upgrade: factory not found", failure_of("conformance:processes"))
    expect.error(errors.NOT_FOUND, "only a process.lua can be spawned", failure_of(process.id()))
end

function T.an_error_at_the_new_top_level_ends_the_process()
    local err = failure_of("conformance.upgrade:raises_at_the_top")
    expect.error(errors.INTERNAL, "upgrade: failed to execute script: ", err)
    expect.contains("programs.lua:5: no top level", err)
end

function T.a_method_that_is_missing_ends_the_process()
    expect.error(errors.NOT_FOUND, "upgrade: method \"absent\" not found in module",
        failure_of("conformance.upgrade:has_no_method"))
end

function T.the_new_top_level_cannot_wait_spawn_or_upgrade()
    for name, call in pairs({ waits = "time.sleep", spawns = "process.spawn", upgrades = "process.upgrade" }) do
        local err = failure_of("conformance.upgrade:" .. name .. "_at_the_top")
        expect.contains(call .. " cannot be used at the top level of a chunk", err)
    end
end

function T.an_endless_new_top_level_holds_up_nobody_and_can_be_terminated()
    local pid = child.monitored("process.upgrade('conformance.upgrade:loops_at_the_top')")
    expect.equal(2, (child.exec("return 2")))
    process.terminate(pid)
    expect.error(errors.INTERNAL, "process terminated", child.exit(pid).error)
end

function T.a_failed_upgrade_breaks_links()
    process.set_options({ trap_links = true })
    local pid = child.linked("process.upgrade('no:entry')")
    expect.contains("upgrade: factory not found", child.link_down(pid).error)
end

function T.a_state_beyond_the_memory_of_the_new_code_ends_the_process()
    expect.error(errors.INVALID, "upgrade: arguments of",
        failure_of("conformance.upgrade:modest", string.rep("x", 3000000)))
end

-- Nothing has happened yet where the arguments are wrong, so the old code goes on.
function T.arguments_that_cannot_be_kept_are_an_error()
    local deep = {}
    for _ = 1, 200 do
        deep = { deep }
    end
    expect.failure(errors.INVALID, "a function cannot be sent", process.upgrade(nil, print))
    expect.failure(errors.INVALID, "a function cannot be sent", process.upgrade(nil, { f = print }))
    expect.failure(errors.INVALID, "messageDepthMax", process.upgrade(nil, deep))
    expect.failure(errors.INVALID, "process id is empty", process.upgrade(""))
    expect.failure(errors.INVALID, "at most 1024 bytes", process.upgrade(string.rep("x", 1025)))
end

function T.an_id_of_another_type_raises_in_upgrade()
    expect.raises("bad argument #1", process.upgrade, 1)
    expect.raises("bad argument #1", process.upgrade, {})
    expect.raises("bad argument #1", process.upgrade, false)
end

function T.upgradable_must_be_a_boolean()
    local ok, err = process.set_options({ upgradable = 1, trap_links = true })
    expect.equal(false, ok)
    expect.error(errors.INVALID, "upgradable must be a boolean", err)
    expect.equal(true, process.get_options().trap_links)
    expect.equal(false, process.get_options().upgradable)
end

return T
