package moonlet.lua.library;

import static java.nio.charset.StandardCharsets.UTF_8;

import moonlet.lua.engine.Backend;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.Chunk;
import moonlet.lua.engine.Limits;
import moonlet.lua.engine.Meter;
import moonlet.lua.engine.SyntaxError;
import moonlet.lua.engine.ToText;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Runs Lua text with our libraries and shows what it returns, as Lua source would write it. */
final class Lua {
    private static final Instant NOW = Instant.parse("2024-03-05T06:07:08Z");

    private final LuaTable globals = new LuaTable();
    private final Backend backend;

    Lua(Backend backend) {
        this.backend = backend;
        var string = Libraries.string();
        LuaString.s_metatable = Libraries.stringMetatable(string);
        globals.set("string", string);
        globals.set("table", Libraries.table());
        globals.set("math", Libraries.math());
        globals.set("bit32", Libraries.bit32());
        globals.set("os", Libraries.os(Clock.fixed(NOW, ZoneId.of("Europe/Madrid"))));
        globals.set("unpack", Libraries.unpack());
        globals.set("pcall", new Builtin("pcall", Lua::protectedCall));
        globals.set("setmetatable", new Builtin("setmetatable", Lua::setMetatable));
        globals.set("tostring", new Builtin("tostring", args -> ToText.of(args.arg(1))));
        globals.set("type", new Builtin("type", args -> LuaValue.valueOf(args.arg(1).typename())));
    }

    /** The results of an expression or a block, or {@code error: ...}. */
    String run(String text) {
        try {
            return show(compile(text).instantiate(globals, Meter.current()).invoke());
        } catch (LuaError error) {
            return "error: " + error.getMessage();
        }
    }

    private Chunk compile(String text) {
        try {
            return Chunk.compile(
                    "spec", ("return " + text).getBytes(UTF_8), Limits.DEFAULTS, backend);
        } catch (SyntaxError noExpression) {
            try {
                return Chunk.compile("spec", text.getBytes(UTF_8), Limits.DEFAULTS, backend);
            } catch (SyntaxError error) {
                throw new AssertionError(error.located() + " in " + text, error);
            }
        }
    }

    private static String show(Varargs values) {
        return IntStream.rangeClosed(1, values.narg())
                .mapToObj(i -> show(values.arg(i)))
                .collect(Collectors.joining(" "));
    }

    private static String show(LuaValue value) {
        if (value instanceof LuaTable table && !(table.length() == 0)) {
            return IntStream.rangeClosed(1, table.length())
                    .mapToObj(i -> show(table.get(i)))
                    .collect(Collectors.joining(" ", "{", "}"));
        }
        return value instanceof LuaString string
                ? '"' + string.tojstring() + '"'
                : ToText.of(value).tojstring();
    }

    private static Varargs protectedCall(Varargs args) {
        try {
            return LuaValue.varargsOf(LuaValue.TRUE, args.arg(1).invoke(args.subargs(2)));
        } catch (LuaError error) {
            return LuaValue.varargsOf(LuaValue.FALSE, error.getMessageObject());
        }
    }

    private static Varargs setMetatable(Varargs args) {
        return args.arg(1).setmetatable(args.arg(2));
    }
}
