package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.engine.Table;
import moonlet.lua.engine.Utf8;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;

import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.util.List;
import java.util.function.Function;

/** The module {@code system}: a node, its cluster and the locks of that (specification §9). */
final class SystemModule {
    private static final int PROCESSES_DEFAULT = 100;
    private static final Permission READ = new Permission("system.read", "read the system");

    private SystemModule() {}

    static SealedTable create() {
        return new SealedTable("system")
                .with("node", node())
                .with("cluster", cluster())
                .with("lock", LockModule.create())
                .with(reading("hosts", "hosts", _ -> list(topology().hosts(), SystemModule::table)))
                .with("processes", processes())
                .seal();
    }

    private static SealedTable node() {
        return new SealedTable("system.node")
                .with(reading("id", "node", _ -> Utf8.bytes(topology().nodeId())))
                .with(reading("addr", "node", _ -> Utf8.bytes(textOf(topology().address()))))
                .with(reading("role", "node", _ -> Utf8.bytes(role())))
                .seal();
    }

    private static SealedTable cluster() {
        return new SealedTable("system.cluster")
                .with(reading("members", "cluster", _ -> list(topology().members(), Utf8::bytes)))
                .with(
                        reading(
                                "leader",
                                "cluster",
                                _ -> Utf8.bytes(topology().members().getFirst())))
                .with(
                        reading(
                                "size",
                                "cluster",
                                _ -> LuaValue.valueOf(topology().members().size())))
                .seal();
    }

    private static SealedTable processes() {
        return new SealedTable("system.processes")
                .with(
                        reading(
                                "count",
                                "processes",
                                _ -> LuaValue.valueOf(topology().processCount())))
                .with(reading("list", "processes", SystemModule::processList))
                .seal();
    }

    /**
     * @param resource what the permission is about
     */
    private static Builtin reading(String name, String resource, Function<Varargs, Varargs> body) {
        return new Builtin(
                name,
                args -> {
                    Failure refused = READ.check(LuaProcess.self(), resource);
                    return refused != null ? Fault.results(refused) : body.apply(args);
                });
    }

    /** The leader is the first by name: nodes that see the same members agree on it. */
    private static String role() {
        Topology topology = topology();
        return topology.nodeId().equals(topology.members().getFirst()) ? "leader" : "member";
    }

    private static Varargs processList(Varargs args) {
        long max = Arguments.integer(args, 1, PROCESSES_DEFAULT);
        if (max < 1 || max > Topology.PROCESSES_MAX) {
            return Fault.results(
                    ErrorKind.INVALID,
                    "list gives 1 to " + Topology.PROCESSES_MAX + " processes; asked for " + max);
        }
        return list(topology().processes((int) max), SystemModule::table);
    }

    private static LuaTable table(Topology.ProcessState process) {
        LuaTable table = new Table(0, 4);
        table.set("pid", Utf8.bytes(process.pid().toString()));
        table.set("entry", Utf8.bytes(process.entry()));
        table.set("host", Utf8.bytes(process.host()));
        table.set("messages", LuaValue.valueOf(process.messages()));
        return table;
    }

    private static LuaTable table(Topology.HostState host) {
        LuaTable table = new Table(0, 3);
        table.set("id", Utf8.bytes(host.id()));
        table.set("processes", LuaValue.valueOf(host.processes()));
        table.set("max_processes", LuaValue.valueOf(host.processesMax()));
        return table;
    }

    private static <T> LuaTable list(List<T> values, Function<T, LuaValue> as) {
        LuaProcess.self().charge(values.size());
        LuaTable list = new Table(values.size(), 0);
        for (int i = 0; i < values.size(); i++) {
            list.rawset(i + 1, as.apply(values.get(i)));
        }
        return list;
    }

    private static Topology topology() {
        return LuaProcess.self().world().facilities().topology();
    }

    private static String textOf(String text) {
        return text == null ? "" : text;
    }
}
