package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.engine.Table;
import moonlet.lua.engine.Utf8;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.Varargs;

import java.util.Map;

/** The module {@code env}: the variables that the application declares (specification §11). */
final class EnvModule {
    private static final Permission GET = new Permission("env.get", "get variable");
    private static final Permission SET = new Permission("env.set", "set variable");
    private static final int VALUE_BYTES_MAX = 65_536;

    private EnvModule() {}

    static SealedTable create() {
        return new SealedTable("env")
                .with(Signature.of("env.get", "name").builtin(EnvModule::get))
                .with(Signature.of("env.set", "name", "value").builtin(EnvModule::set))
                .with(new Builtin("get_all", _ -> all()))
                .seal();
    }

    private static Varargs get(Varargs args) {
        String name = name(args);
        if (name.isEmpty()) {
            return empty();
        }
        Failure refused = GET.check(LuaProcess.self(), name);
        if (refused != null) {
            return Fault.results(refused);
        }
        Variables variables = variables();
        Outcome<String> found = Pinned.call(() -> variables.get(name));
        return found.failure() == null ? Utf8.bytes(found.value()) : Fault.results(found.failure());
    }

    private static Varargs set(Varargs args) {
        String name = name(args);
        if (name.isEmpty()) {
            return empty();
        }
        LuaString value = Arguments.string(args, 2);
        if (value.m_length > VALUE_BYTES_MAX) {
            return Fault.results(
                    ErrorKind.INVALID,
                    "a variable has at most "
                            + VALUE_BYTES_MAX
                            + " bytes; this value has "
                            + value.m_length);
        }
        Failure refused = SET.check(LuaProcess.self(), name);
        if (refused != null) {
            return Fault.results(refused);
        }
        Variables variables = variables();
        return ProcessModule.done(Pinned.call(() -> variables.set(name, Utf8.string(value))));
    }

    /** Those that the process may get. */
    private static Varargs all() {
        LuaProcess process = LuaProcess.self();
        Variables variables = variables();
        Map<String, String> all = Pinned.call(variables::all);
        process.charge(all.size());
        LuaTable table = new Table(0, all.size());
        all.forEach(
                (name, value) -> {
                    if (GET.holds(process, name)) {
                        table.rawset(Utf8.bytes(name), Utf8.bytes(value));
                    }
                });
        return table;
    }

    private static String name(Varargs args) {
        if (args.arg1() instanceof LuaString name) {
            return Utf8.string(name);
        }
        throw Arguments.expected(args, 1, "string (name of a variable)");
    }

    private static Varargs empty() {
        return Fault.results(ErrorKind.INVALID, "empty variable name");
    }

    private static Variables variables() {
        return LuaProcess.self().world().facilities().variables();
    }
}
