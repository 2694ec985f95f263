package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.Utf8;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.Varargs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** How the methods of a pg scope take their arguments, and whom they serve. */
final class GroupMethod {
    private static final int NAME_BYTES_MAX = 1024;

    private GroupMethod() {}

    /** What a method does; the arguments begin with the scope. */
    @FunctionalInterface
    interface OfScope {
        Varargs call(GroupScope scope, Varargs args);
    }

    /** The same of one group, the first argument behind the scope. */
    @FunctionalInterface
    interface OfGroup {
        Varargs call(GroupScope scope, String group, Varargs args);
    }

    /** The same of one or several. */
    @FunctionalInterface
    interface OfGroups {
        Varargs call(GroupScope scope, List<String> groups);
    }

    static Builtin ofScope(String name, Permission permission, Function<GroupScope, Varargs> body) {
        return method(
                Signature.of("GroupScope:" + name),
                (scope, args) -> {
                    Failure refused = GroupPermissions.check(permission, scope);
                    return refused != null ? Fault.results(refused) : body.apply(scope);
                });
    }

    static Builtin ofGroup(String name, Permission permission, OfGroup body) {
        return ofGroup(Signature.of("GroupScope:" + name, "group"), permission, body);
    }

    static Builtin ofGroup(Signature signature, Permission permission, OfGroup body) {
        return method(
                signature,
                (scope, args) ->
                        about(
                                permission,
                                scope,
                                name(args),
                                groups -> body.call(scope, groups.getFirst(), args)));
    }

    static Builtin ofGroups(String name, Permission permission, OfGroups body) {
        return method(
                Signature.of("GroupScope:" + name, "groups"),
                (scope, args) ->
                        about(permission, scope, names(args), groups -> body.call(scope, groups)));
    }

    /** The scope, released or not. */
    static GroupScope scope(Varargs args) {
        return Arguments.instance(args, 1, GroupScope.class, "pg scope");
    }

    private static Builtin method(Signature signature, OfScope body) {
        return signature.builtin(
                args -> {
                    GroupScope scope = scope(args);
                    return scope.isReleased()
                            ? Fault.results(
                                    ErrorKind.INVALID,
                                    "pg scope " + scope.id() + " is released; open it again")
                            : body.call(scope, args);
                });
    }

    private static List<LuaString> name(Varargs args) {
        if (args.arg(2) instanceof LuaString name) {
            return List.of(name);
        }
        throw Arguments.expected(args, 2, "string (name of a group)");
    }

    private static List<LuaString> names(Varargs args) {
        if (!(args.arg(2) instanceof LuaTable table)) {
            return name(args);
        }
        List<LuaString> names = new ArrayList<>();
        for (int i = 1; i <= table.rawlen(); i++) {
            if (!(table.rawget(i) instanceof LuaString name)) {
                throw Arguments.expected(args, 2, "list of strings");
            }
            names.add(name);
        }
        LuaProcess.self().charge(names.size());
        return names;
    }

    /** Does something about groups that have such names, for a process that may. */
    private static Varargs about(
            Permission permission,
            GroupScope scope,
            List<LuaString> names,
            Function<List<String>, Varargs> body) {
        for (LuaString name : names) {
            if (name.m_length == 0 || name.m_length > NAME_BYTES_MAX) {
                return Fault.results(
                        ErrorKind.INVALID,
                        "the name of a group has 1 to "
                                + NAME_BYTES_MAX
                                + " bytes; this one has "
                                + name.m_length);
            }
        }
        List<String> groups = names.stream().map(Utf8::string).toList();
        Failure refused = GroupPermissions.check(permission, scope, groups);
        return refused != null ? Fault.results(refused) : body.apply(groups);
    }
}
