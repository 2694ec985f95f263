package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.engine.Table;
import moonlet.lua.engine.Utf8;
import moonlet.protocol.ErrorKind;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.Varargs;

import java.util.Map;

/** The module {@code env}: the variables that the application declares (specification §11). */
final class EnvModule {
    private static final int VALUE_BYTES_MAX = 65_536;

    private EnvModule() {}

    static SealedTable create() {
        return new SealedTable("env")
                .with(new Builtin("get", EnvModule::get))
                .with(new Builtin("set", EnvModule::set))
                .with(new Builtin("get_all", _ -> all()))
                .seal();
    }

    private static Varargs get(Varargs args) {
        String name = name(args);
        if (name.isEmpty()) {
            return empty();
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
        Variables variables = variables();
        return ProcessModule.done(Pinned.call(() -> variables.set(name, Utf8.string(value))));
    }

    private static Varargs all() {
        Variables variables = variables();
        Map<String, String> all = Pinned.call(variables::all);
        LuaProcess.self().charge(all.size());
        LuaTable table = new Table(0, all.size());
        all.forEach((name, value) -> table.rawset(Utf8.bytes(name), Utf8.bytes(value)));
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
