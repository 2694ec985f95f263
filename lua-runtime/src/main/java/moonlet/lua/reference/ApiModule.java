package moonlet.lua.reference;

import java.util.List;

/**
 * A module that Lua code can use.
 *
 * @param name its global; {@code _G} for the globals that belong to no module
 * @param always whether it is there without being listed under {@code modules:}
 * @param standard names that are as in Lua 5.2
 */
public record ApiModule(
        String name,
        boolean always,
        String text,
        List<String> standard,
        List<ApiFunction> functions,
        List<Constant> constants,
        List<Type> types) {

    /** A field with a value; {@code name} may be {@code event.EXIT}. */
    public record Constant(String name, String type, String text) {}

    /**
     * A kind of value that functions take or give.
     *
     * @param alias the LuaLS type that it stands for; empty for an object with methods
     */
    public record Type(String name, String text, String alias, List<ApiFunction> methods) {}
}
