local fails = require("fails")
local T = {}

function T.declared_variables_are_read()
    assert(env.get("FIRST") == "in memory" and env.get("shared:first") == "in memory")
    assert(env.get("SECOND") == "second")
    assert(#env.get("PATH") > 0)
    assert(env.get("SEALED") == "s")
    fails("NotFound", "NOTHING", env.get("NOTHING"))
    fails("Invalid", "empty", env.get(""))
    assert(not pcall(env.get, nil))
end

function T.variables_are_written()
    assert(env.get("THIRD") == "otherwise")
    assert(env.set("THIRD", "written") == true and env.get("THIRD") == "written")
    fails("PermissionDenied", "read-only", env.set("SEALED", "x"))
    fails("PermissionDenied", "read-only", env.set("PATH", "x"))
    fails("NotFound", "UNKNOWN", env.set("UNKNOWN", "x"))
    fails("Invalid", "empty", env.set("", "x"))
    fails("Invalid", "65536", env.set("THIRD", string.rep("x", 65537)))
end

function T.nothing_else_is_seen()
    fails("NotFound", "env.variable", env.get("HIDDEN"))
    local all = env.get_all()
    assert(all.HIDDEN == nil and all.HOME == nil and all.NOTHING == nil)
    assert(all.SECOND == "second" and all.SEALED == "s")
    assert(registry.get("shared:fixed").data.values == nil)
    assert(registry.get("shared:sealed").data.default == nil)
    assert(registry.get("shared:sealed").data.storage == "shared:kept")
end

return T
