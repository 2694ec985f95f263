package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.Raised;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.engine.Table;
import moonlet.lua.engine.Utf8;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The module {@code pg}: process groups (specification §9). */
final class GroupModule {
    private static final int NAME_BYTES_MAX = 1024;
    static final SealedTable METATABLE =
            Userdata.metatable(
                    new SealedTable("pg scope methods")
                            .with(changing("join", GroupPermissions.JOIN, ProcessGroups::join))
                            .with(changing("leave", GroupPermissions.LEAVE, ProcessGroups::leave))
                            .with(new Builtin("get_members", args -> members(args, false)))
                            .with(new Builtin("get_local_members", args -> members(args, true)))
                            .with(new Builtin("which_groups", args -> groups(args, false)))
                            .with(new Builtin("which_local_groups", args -> groups(args, true)))
                            .with(new Builtin("broadcast", args -> broadcast(args, false)))
                            .with(new Builtin("broadcast_local", args -> broadcast(args, true)))
                            .with(new Builtin("monitor", GroupModule::monitor))
                            .with(new Builtin("events", GroupModule::events))
                            .with(new Builtin("release", GroupModule::release)));

    private GroupModule() {}

    static SealedTable create() {
        return new SealedTable("pg").with(new Builtin("open", GroupModule::open)).seal();
    }

    private static Varargs open(Varargs args) {
        LuaProcess process = LuaProcess.self();
        process.requireStarted("pg.open");
        String id = text(args, 1, "string (\"namespace:name\" of a pg.scope)");
        Failure refused = GroupPermissions.OPEN.check(process, id);
        if (refused != null) {
            return Fault.results(refused);
        }
        return process.world().groups().hasScope(id)
                ? new GroupScope(METATABLE, id)
                : Fault.results(
                        ErrorKind.NOT_FOUND,
                        "pg scope not found: \"" + id + "\"; it is an entry of kind pg.scope");
    }

    private static Builtin changing(String name, Permission permission, Change what) {
        return new Builtin(name, args -> change(args, permission, what));
    }

    private static Varargs change(Varargs args, Permission permission, Change what) {
        GroupScope scope = scope(args);
        List<String> groups = names(args);
        LuaProcess process = LuaProcess.self();
        process.charge(groups.size());
        Failure refused = GroupPermissions.check(permission, scope, groups);
        if (refused != null) {
            return Fault.results(refused);
        }
        Failure failure = Pinned.call(() -> what.of(process.world().groups(), scope.id(), groups));
        return ProcessModule.done(failure);
    }

    private static Varargs members(Varargs args, boolean localOnly) {
        GroupScope scope = scope(args);
        String group = group(args);
        Failure refused = GroupPermissions.check(GroupPermissions.MEMBERS, scope, List.of(group));
        return refused != null ? Fault.results(refused) : list(pids(scope, group, localOnly));
    }

    private static Varargs groups(Varargs args, boolean localOnly) {
        GroupScope scope = scope(args);
        Failure refused = GroupPermissions.check(GroupPermissions.GROUPS, scope);
        if (refused != null) {
            return Fault.results(refused);
        }
        ProcessGroups all = LuaProcess.self().world().groups();
        return list(Pinned.call(() -> all.groups(scope.id(), localOnly)));
    }

    /** An ordinary message of the caller to every member; returns how many took it. */
    private static Varargs broadcast(Varargs args, boolean localOnly) {
        GroupScope scope = scope(args);
        String group = group(args);
        Failure refused = GroupPermissions.check(GroupPermissions.BROADCAST, scope, List.of(group));
        if (refused != null) {
            return Fault.results(refused);
        }
        LuaProcess process = LuaProcess.self();
        Varargs message = args.subargs(2); // the group stands where a send has its destination
        int sent = 0;
        for (Pid pid : pids(scope, group, localOnly)) {
            Varargs result = Sending.toMember(process, pid, message);
            if (result.arg1().toboolean()) {
                sent++;
            } else if (kind(result) == ErrorKind.INVALID) {
                return result; // the message, not the member, is what is wrong
            }
        }
        return LuaValue.valueOf(sent);
    }

    private static ErrorKind kind(Varargs result) {
        return result.arg(2) instanceof Fault fault ? fault.failure().kind() : null;
    }

    private static Varargs monitor(Varargs args) {
        GroupScope scope = scope(args);
        String group = group(args);
        Failure refused = GroupPermissions.check(GroupPermissions.MONITOR, scope, List.of(group));
        if (refused != null) {
            return Fault.results(refused);
        }
        GroupSubscription subscription = watch(scope, group);
        return LuaValue.varargsOf(subscription, list(pids(scope, group, false)), LuaValue.NIL);
    }

    private static Varargs events(Varargs args) {
        GroupScope scope = scope(args);
        Failure refused = GroupPermissions.check(GroupPermissions.EVENTS, scope);
        if (refused != null) {
            return Fault.results(refused);
        }
        GroupSubscription subscription = watch(scope, null);
        ProcessGroups all = LuaProcess.self().world().groups();
        LuaTable snapshot = new Table();
        for (String group : Pinned.call(() -> all.groups(scope.id(), false))) {
            snapshot.set(Utf8.bytes(group), list(pids(scope, group, false)));
        }
        return LuaValue.varargsOf(subscription, snapshot, LuaValue.NIL);
    }

    private static Varargs release(Varargs args) {
        scope(args).release();
        return LuaValue.TRUE;
    }

    private static GroupSubscription watch(GroupScope scope, String group) {
        LuaProcess process = LuaProcess.self();
        String topic = "@pg/" + process.random().nextLong(Long.MAX_VALUE);
        Channel channel = process.mailbox().listen(topic, false);
        Pinned.call(
                () -> {
                    process.world().groups().watch(scope.id(), group, topic);
                    return null;
                });
        return new GroupSubscription(topic, channel);
    }

    private static List<Pid> pids(GroupScope scope, String group, boolean localOnly) {
        LuaProcess process = LuaProcess.self();
        List<Pid> pids =
                Pinned.call(() -> process.world().groups().members(scope.id(), group, localOnly));
        process.charge(pids.size());
        return pids;
    }

    private static LuaTable list(Collection<?> values) {
        LuaTable list = new Table(values.size(), 0);
        int i = 0;
        for (Object value : values) {
            list.rawset(++i, Utf8.bytes(value.toString()));
        }
        return list;
    }

    private static GroupScope scope(Varargs args) {
        GroupScope scope = Arguments.instance(args, 1, GroupScope.class, "pg scope");
        if (scope.isReleased()) {
            throw new Raised("pg scope " + scope.id() + " is released; open it again");
        }
        return scope;
    }

    private static String group(Varargs args) {
        if (args.arg(2) instanceof LuaString name) {
            return checked(name);
        }
        throw Arguments.expected(args, 2, "string (name of a group)");
    }

    private static List<String> names(Varargs args) {
        if (!(args.arg(2) instanceof LuaTable table)) {
            return List.of(group(args));
        }
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= table.rawlen(); i++) {
            if (!(table.rawget(i) instanceof LuaString name)) {
                throw Arguments.expected(args, 2, "list of strings");
            }
            names.add(checked(name));
        }
        return names;
    }

    private static String checked(LuaString name) {
        if (name.m_length == 0 || name.m_length > NAME_BYTES_MAX) {
            throw new Raised("the name of a group has 1 to " + NAME_BYTES_MAX + " bytes");
        }
        return Utf8.string(name);
    }

    private static String text(Varargs args, int index, String expected) {
        if (args.arg(index) instanceof LuaString text) {
            return Utf8.string(text);
        }
        throw Arguments.expected(args, index, expected);
    }

    /** A join or a leave. */
    @FunctionalInterface
    private interface Change {
        Failure of(ProcessGroups all, String scope, List<String> groups);
    }
}
