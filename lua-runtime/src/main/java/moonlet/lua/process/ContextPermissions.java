package moonlet.lua.process;

import moonlet.protocol.Failure;

/**
 * What a process needs to start others with another context than its own. Methods of spawners have
 * no result for an error, so a refusal is raised; those of executors return it.
 */
enum ContextPermissions {
    SPAWN("process", "spawn processes"),
    CALL("funcs", "call functions");

    private final Permission values;
    private final Permission security;

    ContextPermissions(String module, String doing) {
        values = new Permission(module + ".context", doing + " with custom context");
        security = new Permission(module + ".security", doing + " with custom security context");
    }

    /** Refuses other values or options, or returns null. */
    Failure checkValues() {
        return values.checkKind(LuaProcess.self(), "context");
    }

    /** Refuses another actor or scope, or returns null. */
    Failure checkSecurity() {
        return security.checkKind(LuaProcess.self(), "security");
    }
}
