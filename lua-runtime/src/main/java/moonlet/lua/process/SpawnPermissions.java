package moonlet.lua.process;

import moonlet.protocol.Failure;

/** What a process needs to start another one: each of these (seed reference, "Permisos"). */
final class SpawnPermissions {
    private static final Permission SPAWN = new Permission("process.spawn", "spawn process");
    private static final Permission MONITORED =
            new Permission("process.spawn.monitored", "spawn monitored process");
    private static final Permission LINKED =
            new Permission("process.spawn.linked", "spawn linked process");
    private static final Permission EXEC = new Permission("process.exec", "exec process");
    private static final Permission HOST = new Permission("process.host", "spawn on host");

    private SpawnPermissions() {}

    /** Returns null, or why the process must not be spawned. */
    static Failure spawn(LuaProcess process, SpawnRequest request) {
        String entry = request.entry();
        Failure refused = SPAWN.check(process, entry);
        if (refused == null && request.monitored()) {
            refused = MONITORED.check(process, entry);
        }
        if (refused == null && request.linked()) {
            refused = LINKED.check(process, entry);
        }
        return refused == null ? host(process, request) : refused;
    }

    /** Returns null, or why the process must not be executed. */
    static Failure exec(LuaProcess process, SpawnRequest request) {
        Failure refused = EXEC.check(process, request.entry());
        return refused == null ? host(process, request) : refused;
    }

    /** The host is the same one whichever node it is on. */
    private static Failure host(LuaProcess process, SpawnRequest request) {
        return HOST.check(process, request.host().substring(request.host().indexOf('@') + 1));
    }
}
