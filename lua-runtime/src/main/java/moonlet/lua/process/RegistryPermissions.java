package moonlet.lua.process;

import moonlet.protocol.Failure;
import moonlet.protocol.Pid;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a process needs to give and take names. Where it names one of the scopes that are kept
 * cluster-wide, it needs the permission of the scope besides (specification §9): a policy that
 * denies the call denies it in every scope.
 */
final class RegistryPermissions {
    private static final List<Permission> REGISTER = ofScopes("register");
    private static final List<Permission> UNREGISTER = ofScopes("unregister");

    private RegistryPermissions() {}

    /**
     * Returns null, or why the name must not be registered.
     *
     * @param scope the one that the program has named; null for none
     */
    static Failure register(LuaProcess process, String name, Pid holder, World.Scope scope) {
        Failure refused = check(REGISTER, process, name, scope);
        return refused == null && !holder.equals(process.pid())
                ? RequestPermissions.FOREIGN.check(process, holder.toString())
                : refused;
    }

    /** Returns null, or why the name must not be taken away. */
    static Failure unregister(LuaProcess process, String name, World.Scope scope) {
        return check(UNREGISTER, process, name, scope);
    }

    private static Failure check(
            List<Permission> scopes, LuaProcess process, String name, World.Scope scope) {
        Failure refused = scopes.get(World.Scope.LOCAL.ordinal()).check(process, name);
        return refused == null && scope != null && scope != World.Scope.LOCAL
                ? scopes.get(scope.ordinal()).check(process, name)
                : refused;
    }

    private static List<Permission> ofScopes(String call) {
        return Arrays.stream(World.Scope.values())
                .map(scope -> new Permission("process.registry." + call + suffix(scope), call))
                .toList();
    }

    private static String suffix(World.Scope scope) {
        return scope == World.Scope.LOCAL ? "" : "." + scope.name().toLowerCase(Locale.ROOT);
    }
}
