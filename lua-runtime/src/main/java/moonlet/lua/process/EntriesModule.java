package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.engine.Table;
import moonlet.lua.engine.Utf8;
import moonlet.lua.json.Cost;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.Varargs;

/** The module {@code registry}: the entries of the application, to read (specification §11). */
final class EntriesModule {
    private static final Permission GET = new Permission("registry.get", "get entry");
    static final SealedTable METATABLE =
            Userdata.metatable(
                    new SealedTable("snapshot methods")
                            .with(
                                    Signature.of("Snapshot:get", "id")
                                            .builtin(args -> get(all(args), args, 2)))
                            .with(new Builtin("find", args -> find(all(args), args, 2)))
                            .with(new Builtin("entries", args -> find(all(args), args, 2))));

    private EntriesModule() {}

    static SealedTable create() {
        return new SealedTable("registry")
                .with(Signature.of("registry.get", "id").builtin(args -> get(now(), args, 1)))
                .with(new Builtin("find", args -> find(now(), args, 1)))
                .with(Signature.of("registry.parse_id", "id").builtin(EntriesModule::parseId))
                .with(new Builtin("snapshot", _ -> new Snapshot(METATABLE, now())))
                .seal();
    }

    /** The entries as they were at one time. */
    private static final class Snapshot extends Userdata {
        private final Entries entries;

        Snapshot(SealedTable metatable, Entries entries) {
            super(metatable);
            this.entries = entries;
        }
    }

    private static Entries now() {
        return LuaProcess.self().world().facilities().entries();
    }

    private static Entries all(Varargs args) {
        return Arguments.instance(args, 1, Snapshot.class, "registry snapshot").entries;
    }

    private static Varargs get(Entries entries, Varargs args, int index) {
        if (!(args.arg(index) instanceof LuaString id)) {
            throw Arguments.expected(args, index, "string (\"namespace:name\" of an entry)");
        }
        if (id.m_length == 0) {
            return Fault.results(
                    ErrorKind.INVALID, "empty id of an entry; expected one such as \"app:worker\"");
        }
        String name = Utf8.string(id);
        Failure refused = GET.check(LuaProcess.self(), name);
        if (refused != null) {
            return Fault.results(refused);
        }
        Entries.Described entry = entries.get(name);
        return entry != null
                ? table(entry)
                : Fault.results(ErrorKind.NOT_FOUND, "entry not found: " + name);
    }

    /** Those that the process may get. */
    private static Varargs find(Entries entries, Varargs args, int index) {
        LuaProcess process = LuaProcess.self();
        LuaTable list = new Table(8, 0);
        try {
            EntryFilter filter =
                    EntryFilter.of(
                            args.arg(index).isnil()
                                    ? new Table(0, 0)
                                    : Arguments.table(args, index),
                            Cost.of(process));
            for (Entries.Described entry : entries.all()) {
                process.charge(1);
                if (filter.accepts(entry) && GET.holds(process, entry.id())) {
                    list.rawset(list.rawlen() + 1, table(entry));
                }
            }
            return list;
        } catch (EntryFilter.Malformed malformed) {
            return Fault.results(ErrorKind.INVALID, malformed.getMessage());
        }
    }

    private static LuaTable table(Entries.Described entry) {
        LuaTable table = new Table(0, 4);
        table.set("id", Utf8.bytes(entry.id()));
        table.set("kind", Utf8.bytes(entry.kind()));
        table.set("meta", Payloads.value(entry.meta()));
        table.set("data", Payloads.value(entry.data()));
        return table;
    }

    /** Namespace and name; an id without a colon is all name. */
    private static Varargs parseId(Varargs args) {
        String id = Utf8.string(Arguments.string(args, 1));
        int colon = id.indexOf(':');
        LuaTable parts = new Table(0, 2);
        parts.set("ns", Utf8.bytes(colon < 0 ? "" : id.substring(0, colon)));
        parts.set("name", Utf8.bytes(id.substring(colon + 1)));
        return parts;
    }
}
