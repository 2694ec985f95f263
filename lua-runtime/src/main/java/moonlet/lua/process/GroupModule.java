package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
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

import java.util.Collection;
import java.util.List;

/** The module {@code pg}: process groups (specification §9). */
final class GroupModule {
    static final SealedTable METATABLE =
            Userdata.metatable(
                    new SealedTable("pg scope methods")
                            .with(changing("join", GroupPermissions.JOIN, ProcessGroups::join))
                            .with(changing("leave", GroupPermissions.LEAVE, ProcessGroups::leave))
                            .with(members("get_members", false))
                            .with(members("get_local_members", true))
                            .with(groups("which_groups", false))
                            .with(groups("which_local_groups", true))
                            .with(broadcast("broadcast", false))
                            .with(broadcast("broadcast_local", true))
                            .with(
                                    GroupMethod.ofGroup(
                                            "monitor",
                                            GroupPermissions.MONITOR,
                                            GroupModule::monitor))
                            .with(
                                    GroupMethod.ofScope(
                                            "events", GroupPermissions.EVENTS, GroupModule::events))
                            .with(new Builtin("release", GroupModule::release)));

    private GroupModule() {}

    static SealedTable create() {
        return new SealedTable("pg")
                .with(Signature.of("pg.open", "id").builtin(GroupModule::open))
                .seal();
    }

    private static Varargs open(Varargs args) {
        LuaProcess process = LuaProcess.self();
        process.requireStarted("pg.open");
        if (!(args.arg1() instanceof LuaString name)) {
            throw Arguments.expected(args, 1, "string (\"namespace:name\" of a pg.scope)");
        }
        String id = Utf8.string(name);
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
        return GroupMethod.ofGroups(
                name,
                permission,
                (scope, groups) -> {
                    ProcessGroups all = LuaProcess.self().world().groups();
                    return ProcessModule.done(Pinned.call(() -> what.of(all, scope.id(), groups)));
                });
    }

    private static Builtin members(String name, boolean localOnly) {
        return GroupMethod.ofGroup(
                name,
                GroupPermissions.MEMBERS,
                (scope, group, args) -> list(pids(scope, group, localOnly)));
    }

    private static Builtin groups(String name, boolean localOnly) {
        return GroupMethod.ofScope(
                name,
                GroupPermissions.GROUPS,
                scope -> {
                    ProcessGroups all = LuaProcess.self().world().groups();
                    return list(Pinned.call(() -> all.groups(scope.id(), localOnly)));
                });
    }

    private static Builtin broadcast(String name, boolean localOnly) {
        return GroupMethod.ofGroup(
                Signature.of("GroupScope:" + name, "group", "topic"),
                GroupPermissions.BROADCAST,
                (scope, group, args) -> broadcast(pids(scope, group, localOnly), args));
    }

    /** An ordinary message of the caller to every member; returns how many took it. */
    private static Varargs broadcast(List<Pid> members, Varargs args) {
        Varargs message = args.subargs(2); // the group stands where a send has its destination
        int sent = 0;
        for (Pid pid : members) {
            Varargs result = Sending.toMember(LuaProcess.self(), pid, message);
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

    private static Varargs monitor(GroupScope scope, String group, Varargs args) {
        GroupSubscription subscription = watch(scope, group);
        return LuaValue.varargsOf(subscription, list(pids(scope, group, false)), LuaValue.NIL);
    }

    private static Varargs events(GroupScope scope) {
        GroupSubscription subscription = watch(scope, null);
        ProcessGroups all = LuaProcess.self().world().groups();
        LuaTable snapshot = new Table();
        for (String group : Pinned.call(() -> all.groups(scope.id(), false))) {
            snapshot.set(Utf8.bytes(group), list(pids(scope, group, false)));
        }
        return LuaValue.varargsOf(subscription, snapshot, LuaValue.NIL);
    }

    private static Varargs release(Varargs args) {
        GroupMethod.scope(args).release();
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

    /** A join or a leave. */
    @FunctionalInterface
    private interface Change {
        Failure of(ProcessGroups all, String scope, List<String> groups);
    }
}
