package moonlet.lua.process;

import moonlet.protocol.Failure;
import moonlet.protocol.Pid;
import moonlet.protocol.SpawnPurpose;

/**
 * What a process needs to start others and to do something with them (seed reference, "Permisos").
 * It is asked for before the call does anything, and again on the other node where that is one's.
 */
public final class RequestPermissions {
    private static final Permission SPAWN = new Permission("process.spawn", "spawn process");
    private static final Permission MONITORED =
            new Permission("process.spawn.monitored", "spawn monitored process");
    private static final Permission LINKED =
            new Permission("process.spawn.linked", "spawn linked process");
    private static final Permission EXEC = new Permission("process.exec", "exec process");
    private static final Permission CALL = new Permission("funcs.call", "call function");
    private static final Permission NAME = new Permission("process.registry.register", "register");
    private static final Permission UNREGISTER =
            new Permission("process.registry.unregister", "unregister");
    static final Permission FOREIGN =
            new Permission("process.registry.foreign", "register for process");
    static final Permission LOCK = new Permission("system.lock", "use the lock");
    private static final Permission HOST = new Permission("process.host", "spawn on host");

    private RequestPermissions() {}

    /**
     * Returns null, or why the process must not be started.
     *
     * @param host id of the host, which is the same one whichever node it is on; calls need none
     * @param name that it is to get, or null
     */
    public static Failure start(
            Permissions permissions,
            SpawnPurpose purpose,
            String entry,
            String host,
            String name,
            boolean monitored,
            boolean linked) {
        if (!permissions.areChecked()) {
            return null;
        }
        if (purpose == SpawnPurpose.CALL) {
            return CALL.check(permissions, entry);
        }
        boolean exec = purpose == SpawnPurpose.EXEC;
        Failure refused = (exec ? EXEC : SPAWN).check(permissions, entry);
        if (refused == null && monitored && !exec) {
            refused = MONITORED.check(permissions, entry);
        }
        if (refused == null && linked) {
            refused = LINKED.check(permissions, entry);
        }
        if (refused == null) {
            refused = HOST.check(permissions, host.substring(host.indexOf('@') + 1));
        }
        return refused == null && name != null ? claim(permissions, name) : refused;
    }

    /** Returns null, or why {@code from} must not give {@code name} to {@code holder}. */
    public static Failure register(Permissions permissions, Pid from, String name, Pid holder) {
        Failure refused = claim(permissions, name);
        return refused == null && !holder.equals(from)
                ? FOREIGN.check(permissions, holder.toString())
                : refused;
    }

    /**
     * The same of a name for which the node of {@code holder} has asked: who may be given names is
     * for that node to say.
     */
    public static Failure claim(Permissions permissions, String name) {
        return NAME.check(permissions, name);
    }

    /** Returns null, or why the lock must not be taken. */
    public static Failure lock(Permissions permissions, String name) {
        return LOCK.check(permissions, name);
    }

    /** Returns null, or why the name must not be taken from its holder. */
    public static Failure unregister(Permissions permissions, String name) {
        return UNREGISTER.check(permissions, name);
    }

    /**
     * Returns null, or why this must not be done to {@code target}.
     *
     * @param call such as {@code monitor}
     */
    public static Failure of(String call, Permissions permissions, Pid target) {
        return permissions.areChecked() ? about(call).check(permissions, target.toString()) : null;
    }

    /** For a function of the module {@code process} that is about one other process. */
    static Permission about(String call) {
        return new Permission("process." + call, call);
    }
}
