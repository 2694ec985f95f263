local fails = require("fails")
local T = {}

function T.a_bad_name_of_a_group_is_invalid()
    local scope = assert(pg.open("shared:groups"))
    for _, name in ipairs({ "", string.rep("g", 1025) }) do
        fails("Invalid", "1 to 1024 bytes", scope:join(name))
        fails("Invalid", "1 to 1024 bytes", scope:leave({ "good", name }))
        fails("Invalid", "1 to 1024 bytes", scope:get_members(name))
        fails("Invalid", "1 to 1024 bytes", scope:broadcast(name, "topic"))
        fails("Invalid", "1 to 1024 bytes", scope:monitor(name))
    end
    assert(not pcall(scope.join, scope, { "good", 5 }))
end

function T.a_released_pg_scope_is_of_no_use()
    local scope = assert(pg.open("shared:groups"))
    assert(scope:release() and scope:release())
    fails("Invalid", "shared:groups is released; open it again", scope:join("a"))
    fails("Invalid", "is released", scope:which_groups())
    fails("Invalid", "is released", scope:get_members("a"))
    fails("Invalid", "is released", scope:events())
end

return T
