package moonlet.lua.library;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import moonlet.lua.engine.Backend;
import moonlet.lua.engine.BasicFunctions;
import moonlet.lua.engine.Chunk;
import moonlet.lua.engine.CoroutineLibrary;
import moonlet.lua.engine.Env;
import moonlet.lua.engine.Limits;
import moonlet.lua.engine.Meter;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.engine.SyntaxError;
import moonlet.lua.engine.ToText;
import moonlet.lua.engine.Utf8;
import moonlet.lua.process.Modules;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Runs Lua text with our libraries and shows what it returns, as Lua source would write it. */
public final class Lua {
    private static final List<String> MODULES = List.of("json", "hash", "uuid");
    private static final Instant NOW = Instant.parse("2024-03-05T06:07:08Z");

    private final Env globals;
    private final Backend backend;

    public Lua(Backend backend) {
        this.backend = backend;
        var string = Libraries.string();
        LuaString.s_metatable = Libraries.stringMetatable(string);
        var shared =
                BasicFunctions.fill(new SealedTable("_G"))
                        .with("string", string)
                        .with("table", Libraries.table())
                        .with("math", Libraries.math())
                        .with("bit32", Libraries.bit32())
                        .with("coroutine", CoroutineLibrary.create().seal())
                        .with("os", Libraries.os(Clock.fixed(NOW, ZoneId.of("Europe/Madrid"))))
                        .with("unpack", Libraries.unpack());
        var modules =
                new Modules(Clock.fixed(NOW, ZoneOffset.UTC), ZoneOffset.UTC, new SecureRandom());
        var declared = modules.globals(MODULES);
        MODULES.forEach(name -> shared.with(name, declared.get(name)));
        globals = new Env(shared.seal());
    }

    /** The results of an expression or a block, or {@code error: ...}. */
    public String run(String text) {
        try {
            return show(compile(text).instantiate(globals, Meter.current()).invoke());
        } catch (LuaError error) {
            return "error: " + error.getMessage();
        }
    }

    /** The string that a program called {@code p} returns, a char for each byte. */
    public String bytes(String program) {
        LuaValue result;
        try {
            Chunk chunk =
                    Chunk.compile("p", program.getBytes(ISO_8859_1), Limits.DEFAULTS, backend);
            result = chunk.instantiate(globals, Meter.current()).call();
        } catch (SyntaxError error) {
            result = Utf8.bytes("error: " + error.located());
        } catch (LuaError error) {
            result = Utf8.bytes("error: " + error.getMessage());
        }
        LuaString text = result.checkstring();
        return new String(text.m_bytes, text.m_offset, text.m_length, ISO_8859_1);
    }

    /** The reductions that the function costs which a program returns. */
    long spent(String program) {
        return Spending.in(compile(program), globals);
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
}
