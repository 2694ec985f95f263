package moonlet.lua.process;

import moonlet.protocol.Failure;

import java.util.List;
import java.util.Map;

/** What a process needs to use process groups. */
final class GroupPermissions {
    static final Permission OPEN = new Permission("pg.open", "open pg scope");
    static final Permission JOIN = new Permission("pg.join", "join group");
    static final Permission LEAVE = new Permission("pg.leave", "leave group");
    static final Permission MEMBERS = new Permission("pg.get_members", "see members of group");
    static final Permission GROUPS = new Permission("pg.which_groups", "see groups of pg scope");
    static final Permission BROADCAST = new Permission("pg.broadcast", "broadcast to group");
    static final Permission MONITOR = new Permission("pg.monitor", "monitor group");
    static final Permission EVENTS = new Permission("pg.events", "watch groups of pg scope");

    private GroupPermissions() {}

    /**
     * Returns null, or why the groups must not be used so. Policies find the id of the pg scope as
     * {@code meta.scope}.
     */
    static Failure check(Permission permission, GroupScope scope, List<String> groups) {
        LuaProcess process = LuaProcess.self();
        if (!process.world().permissions().areChecked()) {
            return null;
        }
        for (String group : groups) {
            Failure refused = permission.check(process, group, Map.of("scope", scope.id()));
            if (refused != null) {
                return refused;
            }
        }
        return null;
    }

    /** The same, for all groups of a scope. */
    static Failure check(Permission permission, GroupScope scope) {
        return permission.check(LuaProcess.self(), scope.id());
    }
}
