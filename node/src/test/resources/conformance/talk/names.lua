local expect, child = require("expect"), require("child")
local T = {}
local names = process.registry

function T.a_registered_name_is_found()
    expect.equal(true, names.register("names_a"))
    expect.equal(process.pid(), (names.lookup("names_a")))
end

function T.an_unknown_name_is_not_found()
    expect.failure(errors.NOT_FOUND, "name not registered", names.lookup("names_nobody"))
end

function T.the_same_process_may_register_again()
    expect.equal(true, names.register("names_b"))
    expect.equal(true, names.register("names_b"))
    expect.equal(true, names.register("names_b", process.pid()))
end

function T.a_name_of_another_process_already_exists()
    names.register("names_c", child.idle())
    expect.failure(errors.ALREADY_EXISTS, "name already registered", names.register("names_c"))
end

function T.another_process_can_be_registered()
    local pid = child.idle()
    expect.equal(true, names.register("names_d", pid))
    expect.equal(pid, (names.lookup("names_d")))
end

function T.a_process_may_hold_many_names()
    for i = 1, 50 do
        expect.equal(true, names.register("names_many_" .. i))
    end
    expect.equal(process.pid(), (names.lookup("names_many_50")))
end

function T.what_is_no_pid_is_invalid()
    for _, pid in ipairs({ "nobody", "{local@x|1}", 5, true }) do
        expect.failure(errors.INVALID, "invalid pid format", names.register("names_e", pid))
    end
end

function T.a_scope_that_is_no_number_is_invalid()
    expect.failure(errors.INVALID, "scope", names.register("names_f", nil, "local"))
    expect.failure(errors.INVALID, "scope", names.register("names_f", nil, 9))
end

function T.a_dead_process_cannot_be_registered()
    local value, err = names.register("names_g", child.dead())
    expect.equal(nil, value)
    expect.contains("pid not registered", err)
    expect.failure(errors.NOT_FOUND, "name not registered", names.lookup("names_g"))
end

function T.unregister_tells_whether_there_was_a_name()
    names.register("names_h")
    expect.equal(true, names.unregister("names_h"))
    expect.equal(false, names.unregister("names_h"))
    expect.failure(errors.NOT_FOUND, "name not registered", names.lookup("names_h"))
end

function T.unregister_of_a_scope_that_there_is_not_is_invalid()
    for _, scope in ipairs({ "local", 9, -1, 0.5 }) do
        expect.failure(errors.INVALID, "process.registry.LOCAL", names.unregister("names_h", scope))
    end
end

function T.a_local_name_is_for_a_process_of_this_node()
    local elsewhere = string.gsub(process.pid(), "^{local", "{elsewhere")
    local text = "a name of scope LOCAL is for processes of this node only: " .. elsewhere
    expect.failure(errors.INVALID, text, names.register("names_o", elsewhere, names.LOCAL))
end

function T.unregister_of_nothing_is_invalid()
    expect.failure(errors.INVALID, "unregister requires a name argument", names.unregister())
end

function T.any_process_may_unregister_a_name()
    names.register("names_i", child.idle())
    expect.equal(true, names.unregister("names_i"))
    expect.equal(true, names.register("names_i"))
end

function T.a_missing_name_is_invalid()
    expect.failure(errors.INVALID, "name", names.register())
    expect.failure(errors.INVALID, "name", names.lookup())
end

function T.a_name_of_another_type_raises()
    expect.raises("bad argument #1", names.register, {})
    expect.raises("bad argument #1", names.lookup, 5)
    expect.raises("bad argument #1", names.unregister, false)
end

function T.the_scopes_are_numbers()
    expect.equal(0, names.LOCAL)
    expect.equal(1, names.EVENTUAL)
    expect.equal(2, names.CONSISTENT)
    expect.equal(3, names.STRONG)
end

function T.a_local_name_can_be_registered_and_unregistered()
    expect.equal(true, names.register("names_j", nil, names.LOCAL))
    expect.equal(process.pid(), (names.lookup("names_j")))
    expect.equal(true, names.unregister("names_j", names.LOCAL))
end

function T.names_are_free_when_the_holder_was_terminated()
    local pid = child.monitored("process.inbox():receive()")
    names.register("names_k", pid)
    process.terminate(pid)
    child.exit(pid)
    expect.equal(true, names.register("names_k"))
end

function T.a_name_that_has_moved_reaches_the_new_holder()
    local old = child.idle()
    names.register("names_l", old)
    process.send("names_l", "x")
    names.unregister("names_l")
    names.register("names_l")
    process.send("names_l", "moved", 1)
    expect.equal(1, child.take(process.listen("moved")))
end

function T.a_stronger_name_hides_a_weaker_one()
    local weak, strong = child.idle(), child.idle()
    names.register("names_n", weak)
    expect.equal(true, names.register("names_n", strong, names.STRONG))
    expect.equal(strong, (names.lookup("names_n")))
    for scope = names.LOCAL, names.STRONG do
        expect.failure(errors.ALREADY_EXISTS, "name already registered", names.register("names_n", nil, scope))
    end
    expect.equal(false, names.unregister("names_n", names.STRONG), "by another one")
    process.terminate(strong)
    for _ = 1, 200 do
        if names.lookup("names_n") ~= strong then
            break
        end
        time.sleep("5ms")
    end
    expect.equal(weak, (names.lookup("names_n")))
end

function T.a_lock_is_held_by_one_process()
    local lock = require("system").lock
    local holder = child.monitored(
        "process.send(..., 'has', (require('system').lock.acquire('l'))) process.inbox():receive()", process.pid())
    expect.equal(true, child.take(process.listen("has")))
    local got, err = lock.acquire("l")
    expect.equal(false, got)
    expect.error(errors.ALREADY_EXISTS, "lock held: l", err)
    expect.equal(false, lock.release("l"))
    process.terminate(holder)
    child.exit(holder)
    expect.equal(true, lock.acquire("l"))
    expect.equal(true, lock.acquire("l"), "again")
    expect.equal(true, lock.release("l"))
    expect.equal(false, lock.release("l"))
    expect.failure(errors.INVALID, "name of a lock", lock.acquire(""))
    expect.raises("bad argument #1", lock.acquire, {})
end

function T.exactly_one_of_many_gets_a_name()
    for _ = 1, 20 do
        child.monitored("local ok = process.registry.register('names_m') time.sleep('50ms') return ok == true")
    end
    local winners = 0
    for _ = 1, 20 do
        local event = child.take(process.events())
        winners = winners + (event.result.value and 1 or 0)
    end
    expect.equal(1, winners)
end

return T
