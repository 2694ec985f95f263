local expect, child = require("expect"), require("child")
local T = {}
local HOST = child.host
local READS, TELLS, WAITS = "conformance.contexts:reads", "conformance.contexts:tells", "conformance.contexts:waits"

local function result(pid, err)
    expect.equal(nil, err)
    return child.exit(pid).result.value
end

function T.values_of_a_context_reach_the_child()
    local spawner = process.with_context({ request = "123", list = { 1, 2 } })
    local found = result(spawner:spawn_monitored(READS, HOST))
    expect.equal("123", found.request)
    expect.list({ 1, 2 }, found.all.list)
end

function T.a_spawner_is_immutable_and_overrides_per_key()
    local first = process.with_context({ request = "1", kept = true })
    local second = first:with_context({ request = "2" })
    expect.equal("1", result(first:spawn_monitored(READS, HOST)).request)
    local found = result(second:spawn_monitored(READS, HOST))
    expect.equal("2", found.request)
    expect.equal(true, found.all.kept)
end

function T.a_context_is_inherited_by_children_of_children()
    local spawner = process.with_options({}):with_context({ request = "7" })
    local found = result(spawner:spawn_monitored("conformance.contexts:hands_on", HOST, HOST))
    expect.equal("7", found.request)
end

function T.without_a_context_there_are_no_values()
    expect.equal(nil, next(ctx.all()))
    expect.failure(errors.NOT_FOUND, "key not found: absent", ctx.get("absent"))
    expect.failure(errors.INVALID, "empty key", ctx.get(""))
end

function T.wrong_arguments_of_a_spawner_raise()
    expect.raises("table expected", process.with_context, "x")
    expect.raises("keys of a context are strings", process.with_context, { 1 })
    local spawner = process.with_context({})
    for _, method in ipairs({ "with_actor", "with_scope" }) do
        expect.raises("expected", spawner[method], spawner, nil)
        expect.raises("expected", spawner[method], spawner, {})
    end
    expect.raises("a name has 1 to", spawner.with_name, spawner, "")
    expect.raises("cannot send to @ topics", spawner.with_message, spawner, "@x", 1)
    expect.raises("a function cannot be sent", spawner.with_message, spawner, "x", print)
end

function T.queued_messages_are_first_and_in_order()
    local got = process.listen("got")
    local spawner = process.with_context({}):with_message("a", 1):with_message("b", 2)
    local pid = spawner:spawn(TELLS, HOST, process.pid())
    process.send(pid, "c", 3)
    local found = child.take(got)
    expect.list({ "a:1", "b:2", "c:3" }, found)
    expect.equal(process.pid(), found.from)
    process.terminate(pid)
end

function T.a_named_spawner_starts_once_and_signals_then()
    local got = process.listen("got")
    local spawner = process.with_context({}):with_name("spawners.once"):with_message("a", 1)
    local pid = spawner:spawn(TELLS, HOST, process.pid())
    expect.equal(pid, process.registry.lookup("spawners.once"))
    expect.equal(pid, spawner:spawn(TELLS, HOST, process.pid()))
    expect.equal(pid, spawner:spawn_monitored(TELLS, HOST, process.pid()))
    expect.list({ "a:1", "a:1", "a:1" }, child.take(got))
    process.terminate(pid)
    child.exit(pid)
    local fresh = spawner:spawn(TELLS, HOST, process.pid())
    expect.equal(true, fresh ~= pid)
    process.terminate(fresh)
end

function T.what_a_holder_did_to_a_message_is_not_seen_by_who_gets_it_after_its_end()
    local holder = [[
        local took = process.listen("a")
        process.registry.register("spawners.changes")
        process.send(..., "ready")
        took:receive().is = "changed" ]] -- and ends before it has taken the second message
    local ready, got = process.listen("ready"), process.listen("got")
    process.spawn(child.entry, "conformance.limits:narrow", holder, process.pid())
    child.take(ready)
    local message = { is = "as sent", fill = string.rep("x", 600) }
    local spawner = process.with_context({}):with_name("spawners.changes")
    spawner = spawner:with_message("a", message):with_message("a", message):with_message("a", message)
    local tells = "local a = process.listen('a') process.send(..., 'got', a:receive().is)"
    expect.equal(nil, select(2, spawner:spawn(child.entry, HOST, tells, process.pid())))
    expect.equal("as sent", child.take(got))
end

function T.a_link_with_the_holder_of_the_name_counts()
    process.set_options({ trap_links = true })
    local spawner = process.with_context({}):with_name("spawners.linked")
    local pid = spawner:spawn(WAITS, HOST)
    expect.equal(pid, spawner:spawn_linked_monitored(WAITS, HOST))
    process.terminate(pid)
    child.exit(pid)
    child.link_down(pid)
end

function T.a_named_process_that_cannot_start_leaves_no_name()
    local spawner = process.with_context({}):with_name("spawners.broken")
    expect.failure(errors.NOT_FOUND, "factory not found", spawner:spawn("conformance.contexts:absent", HOST))
    expect.failure(errors.NOT_FOUND, "name not registered", process.registry.lookup("spawners.broken"))
end

return T
