package moonlet.lua.engine;

import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.io.ByteArrayOutputStream;

/** {@code load}: compiles text while the process runs. Binary chunks are refused. */
final class Loading {
    private final Env globals;

    private Loading(Env globals) {
        this.globals = globals;
    }

    /** The {@code load} of a process, which gives what it loads that process's globals. */
    static LuaFunction loader(Env globals) {
        Loading loading = new Loading(globals);
        return new Builtin("load", loading::load);
    }

    private Varargs load(Varargs args) {
        Meter meter = Meter.current();
        LuaValue chunk = args.arg1();
        byte[] source =
                chunk instanceof LuaString text ? bytes(text) : pieces(args, meter.limits());
        String name =
                chunkName(Utf8.string(Arguments.string(args, 2, LuaValue.valueOf("=(load)"))));
        String mode = Utf8.string(Arguments.string(args, 3, LuaValue.valueOf("bt")));
        if (!mode.contains("t")) {
            return failed("attempt to load a text chunk (mode is '" + mode + "')");
        }
        if (args.narg() >= 4 && !args.arg(4).istable()) {
            throw Arguments.expected(args, 4, "table");
        }
        LuaTable env = args.narg() >= 4 ? args.arg(4).checktable() : globals;
        meter.charge(source.length >> 4);
        try {
            return Chunk.compile(name, source, meter.limits(), Backend.INTERPRETED)
                    .instantiate(env, meter);
        } catch (SyntaxError error) {
            return failed(error.located());
        }
    }

    /** A function gives the text in pieces, up to an empty one or nil. */
    private static byte[] pieces(Varargs args, Limits limits) {
        LuaFunction reader = Arguments.function(args, 1);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (all.size() <= limits.sourceBytesMax()) {
            LuaValue piece = reader.call();
            if (piece.isnil() || piece instanceof LuaString s && s.m_length == 0) {
                break;
            }
            if (!(piece instanceof LuaString text)) {
                throw new Raised("reader function must return a string");
            }
            all.write(text.m_bytes, text.m_offset, text.m_length);
        }
        return all.toByteArray();
    }

    private static byte[] bytes(LuaString text) {
        byte[] bytes = new byte[text.m_length];
        text.copyInto(0, bytes, 0, bytes.length);
        return bytes;
    }

    /** Lua's chunk names: {@code =name} and {@code @file} are shown as they are, text as text. */
    private static String chunkName(String name) {
        if (name.startsWith("=") || name.startsWith("@")) {
            return name.substring(1);
        }
        int end = name.indexOf('\n');
        String line = end < 0 ? name : name.substring(0, end);
        boolean cut = end >= 0 || line.length() > 60;
        return "[string \""
                + (cut ? line.substring(0, Math.min(60, line.length())) + "..." : line)
                + "\"]";
    }

    private static Varargs failed(String message) {
        return LuaValue.varargsOf(LuaValue.NIL, Utf8.bytes(message));
    }
}
