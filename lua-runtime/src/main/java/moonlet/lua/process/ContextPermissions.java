package moonlet.lua.process;

/**
 * What a process needs to start others with another context than its own. These calls have no
 * result for an error, so a refusal is raised.
 */
enum ContextPermissions {
    SPAWN("process", "spawn processes"),
    CALL("funcs", "call functions");

    private final Permission values;
    private final Permission security;

    ContextPermissions(String module, String doing) {
        values = new Permission(module + ".context", doing + " with custom");
        security = new Permission(module + ".security", doing + " with custom");
    }

    /** For other values or options. */
    void requireValues() {
        values.require(LuaProcess.self(), "context");
    }

    /** For another actor or scope. */
    void requireSecurity() {
        security.require(LuaProcess.self(), "security");
    }
}
