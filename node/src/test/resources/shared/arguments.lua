local fails = require("fails")
local T = {}

local function objects()
    return store.get("shared:values"), pg.open("shared:groups"), registry.snapshot(), security.new_scope()
end

-- Each with the function as errors call it, the argument that is missing, and the call.
local function calls()
    local values, groups, entries, scope = objects()
    return {
        { "env.get", "name", env.get },
        { "env.set", "name", env.set },
        { "env.set", "value", env.set, "FIRST" },
        { "store.get", "id", store.get },
        { "Store:set", "key", values.set, values },
        { "Store:put", "value", values.put, values, "key" },
        { "Store:get", "key", values.get, values },
        { "Store:entry", "key", values.entry, values },
        { "Store:has", "key", values.has, values },
        { "Store:delete", "key", values.delete, values },
        { "events.subscribe", "system", events.subscribe },
        { "events.send", "path", events.send, "system", "kind" },
        { "ctx.get", "key", ctx.get },
        { "json.decode", "text", json.decode },
        { "registry.get", "id", registry.get },
        { "registry.parse_id", "id", registry.parse_id },
        { "Snapshot:get", "id", entries.get, entries },
        { "pg.open", "id", pg.open },
        { "GroupScope:join", "groups", groups.join, groups },
        { "GroupScope:leave", "groups", groups.leave, groups },
        { "GroupScope:get_members", "group", groups.get_members, groups },
        { "GroupScope:get_local_members", "group", groups.get_local_members, groups },
        { "GroupScope:broadcast", "topic", groups.broadcast, groups, "group" },
        { "GroupScope:broadcast_local", "group", groups.broadcast_local, groups },
        { "GroupScope:monitor", "group", groups.monitor, groups },
        { "system.lock.acquire", "name", system.lock.acquire },
        { "system.lock.release", "name", system.lock.release },
        { "security.can", "resource", security.can, "action" },
        { "security.new_actor", "id", security.new_actor },
        { "security.policy", "id", security.policy },
        { "security.named_scope", "id", security.named_scope },
        { "security.token_store", "id", security.token_store },
        { "Scope:with", "policy", scope.with, scope },
        { "Scope:without", "id", scope.without, scope },
        { "Scope:contains", "id", scope.contains, scope },
        { "Scope:evaluate", "resource", scope.evaluate, scope, security.new_actor("a"), "action" },
        { "send", "topic", process.send, process.pid() },
        { "spawn", "host", process.spawn, "shared:child" },
        { "exec", "id", process.exec },
        { "monitor", "destination", process.monitor },
        { "cancel", "destination", process.cancel },
        { "listen", "topic", process.listen },
        { "subscribe", "channel", subscribe, "topic" },
        { "register", "name", process.registry.register },
    }
end

function T.too_few_arguments_are_told_by_name()
    for _, call in ipairs(calls()) do
        local value, err = call[3](table.unpack(call, 4))
        fails("Invalid", call[1] .. " requires ", value, err)
        fails("Invalid", call[2], value, err)
    end
    fails("Invalid", "events.send requires at least system, kind and path arguments; kind is missing", events.send("s"))
end

function T.where_a_result_is_a_boolean_too_few_arguments_give_false()
    for _, call in ipairs({
        { "json.validate", "data", json.validate, {} },
        { "json.validate_string", "schema", json.validate_string },
        { "unlisten", "channel", process.unlisten },
        { "unsubscribe", "channel", unsubscribe },
    }) do
        local value, err = call[3](table.unpack(call, 4))
        assert(value == false)
        fails("Invalid", call[1] .. " requires ", nil, err)
        fails("Invalid", call[2], nil, err)
    end
end

function T.a_nil_or_another_type_in_its_place_raises()
    local values, groups, entries = objects()
    for _, call in ipairs({
        { registry.get }, { env.get }, { store.get }, { ctx.get }, { pg.open }, { process.monitor },
        { entries.get, entries }, { values.get, values }, { groups.join, groups },
    }) do
        local given = { call[2] }
        for _, wrong in ipairs({ "nil", "boolean" }) do
            local ok, err = pcall(call[1], table.unpack(given, 1, #call))
            assert(not ok and string.find(err, "bad argument.+got " .. wrong), tostring(err))
            given[#call] = true
        end
    end
end

function T.a_method_without_its_object_raises()
    local values, groups, entries, scope = objects()
    for _, call in ipairs({ values.get, groups.join, scope.contains, entries.get }) do
        local ok, err = pcall(call, "k")
        assert(not ok and string.find(err, "expected, got string"), tostring(err))
    end
end

return T
