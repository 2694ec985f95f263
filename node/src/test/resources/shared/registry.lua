local fails = require("fails")
local T = {}

local function names(filter)
    local found = {}
    for i, entry in ipairs(assert(registry.find(filter))) do
        found[i] = registry.parse_id(entry.id).name
    end
    return table.concat(found, " ")
end

function T.an_entry_is_read()
    local entry = assert(registry.get("shared:listed"))
    assert(entry.id == "shared:listed" and entry.kind == "process.lua")
    assert(entry.meta.comment == "to be found" and entry.meta.tags.size == 3)
    assert(entry.data.source == "file://child.lua" and entry.data.modules[1] == "time")
    assert(entry.data.meta == nil)
    entry.meta.comment = "changed"
    assert(registry.get("shared:listed").meta.comment == "to be found")
    assert(registry.get("shared:small").data.max_size == 3)
    fails("NotFound", "shared:nowhere", registry.get("shared:nowhere"))
    fails("Invalid", "app:worker", registry.get(""))
end

function T.filters_choose_entries()
    assert(names({ [".kind"] = "process.host" }) == "processes")
    assert(names({ [".kind"] = "store.memory" }) == "values small filled")
    assert(names({ [".kind"] = "store.memory", [".name"] = "small" }) == "small")
    assert(names({ [".id"] = "shared:listed" }) == "listed")
    assert(names({ [".ns"] = "other" }) == "")
    assert(names({ ["meta.comment"] = "to be found" }) == "listed")
    assert(names({ ["meta.tags.size"] = 3, ["meta.tags.live"] = true }) == "listed")
    assert(names({ ["meta.tags.size"] = "3" }) == "")
    assert(names({ ["*meta.comment"] = "be" }) == "listed")
    assert(names({ ["^meta.comment"] = "to" }) == "listed")
    assert(names({ ["^meta.comment"] = "be" }) == "")
    assert(names({ ["$meta.comment"] = "found" }) == "listed")
    assert(names({ ["~meta.comment"] = "^t.*[cd]$" }) == "listed")
    assert(names({ ["*meta.roles"] = "audit" }) == "listed")
    assert(names({ ["^meta.roles"] = "aud" }) == "listed")
    assert(names({ ["*meta.roles"] = "be" }) == "")
    assert(names({ ["^.name"] = "sma", ["$.kind"] = ".memory" }) == "small")
end

function T.a_key_without_a_prefix_is_ignored()
    local all = #registry.find()
    assert(all > 20)
    assert(#registry.find({ type = "test" }) == all)
    assert(#registry.find({ kind = "process.host", [1] = "x" }) == all)
    assert(#registry.find({ ["~kind"] = "x" }) == all)
end

function T.wrong_filters_get_errors()
    fails("Invalid", "bad regular expression", registry.find({ ["~.name"] = "(" }))
    fails("Invalid", "use .kind, .name, .ns, .id", registry.find({ [".nam"] = "x" }))
    fails("Invalid", "needs a string", registry.find({ ["*.name"] = 5 }))
    assert(not pcall(registry.find, "x"))
end

function T.no_regular_expression_takes_long()
    assert(#registry.find({ ["~meta.comment"] = "^(a+)+b$" }) == 0)
    local refused = {
        ["no back references"] = "^(a+)+(b|\\1x)$",
        ["invalid repeat count"] = "(?:(?:){2000000000}){2000000000}",
        ["multiplied 10000"] = "(?:(?:){900}){900}",
        ["at most 1000 characters"] = ("a?"):rep(1000000),
        ["bad regular expression"] = ("("):rep(1000),
    }
    for why, regex in pairs(refused) do
        local found, err = registry.find({ ["~.id"] = regex })
        fails("Invalid", why, found, err)
        assert(#err:message() < 1300)
    end
end

function T.ids_are_taken_apart()
    local function parts(id)
        local id_parts = registry.parse_id(id)
        return id_parts.ns .. "|" .. id_parts.name
    end
    assert(parts("app.lib:json") == "app.lib|json")
    assert(parts("a:b:c/d") == "a|b:c/d")
    assert(parts("plain") == "|plain")
end

function T.a_snapshot_reads_as_the_registry()
    local snapshot = registry.snapshot()
    assert(snapshot:get("shared:listed").id == "shared:listed")
    assert(#snapshot:entries() == #registry.find())
    assert(#snapshot:find({ [".kind"] = "process.host" }) == 1)
    fails("NotFound", "nowhere", snapshot:get("nowhere"))
end

return T
