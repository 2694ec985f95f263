package moonlet.lua.engine;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.io.ByteArrayOutputStream;

/** {@code load}: compiles text while the process runs. Binary chunks are refused. */
final class Loading {
    /** Of the name of a chunk in errors, and of a text that stands for it, as Lua cuts them. */
    private static final int NAME_BYTES_MAX = 59;

    private static final int TEXT_BYTES_MAX = 45;
    private static final int BYTES_PER_REDUCTION = 16;

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
        LuaString text = ToText.ifString(chunk);
        LuaFunction reader = text != null ? null : Arguments.function(args, 1);
        byte[] source;
        try {
            source = text != null ? bytes(text) : pieces(reader, meter.limits());
        } catch (LuaError inReader) {
            return LuaValue.varargsOf(LuaValue.NIL, inReader.getMessageObject());
        }
        LuaString ownName = text != null ? text : LuaValue.valueOf("=(load)");
        String name = shown(Arguments.string(args, 2, ownName));
        LuaString mode = Arguments.string(args, 3, LuaValue.valueOf("bt"));
        meter.charge((source.length + mode.m_length) / BYTES_PER_REDUCTION);
        if (mode.indexOf((byte) 't', 0) < 0) {
            return failed("attempt to load a text chunk (mode is '" + Utf8.string(mode) + "')");
        }
        if (args.narg() >= 4 && !args.arg(4).istable()) {
            throw Arguments.expected(args, 4, "table");
        }
        LuaTable env = args.narg() >= 4 ? args.arg(4).checktable() : globals;
        try {
            return Chunk.compile(name, source, meter.limits(), Backend.INTERPRETED)
                    .instantiate(env, meter);
        } catch (SyntaxError error) {
            return failed(error.located());
        }
    }

    /** A function gives the text in pieces, up to an empty one or nil. */
    private static byte[] pieces(LuaFunction reader, Limits limits) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (all.size() <= limits.sourceBytesMax()) {
            LuaValue piece = reader.call();
            if (piece.isnil() || piece instanceof LuaString s && s.m_length == 0) {
                break;
            }
            LuaString text = ToText.ifString(piece);
            if (text == null) {
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

    /**
     * A chunk's name as errors show it: of {@code =name} and {@code @file} that, of text a line.
     */
    private static String shown(LuaString name) {
        int length = name.m_length;
        int first = length == 0 ? 0 : name.luaByte(0);
        if (first == '=') {
            return slice(name, 1, Math.min(length, NAME_BYTES_MAX + 1));
        }
        if (first == '@') {
            return length - 1 <= NAME_BYTES_MAX
                    ? slice(name, 1, length)
                    : "..." + slice(name, length - (NAME_BYTES_MAX - 3), length);
        }
        LuaString begin = name.substring(0, Math.min(length, TEXT_BYTES_MAX));
        int lineEnd = begin.indexOf((byte) '\n', 0);
        boolean cut = lineEnd >= 0 || length >= TEXT_BYTES_MAX;
        int end = Math.min(lineEnd >= 0 ? lineEnd : length, TEXT_BYTES_MAX);
        return "[string \"" + slice(name, 0, end) + (cut ? "...\"]" : "\"]");
    }

    private static String slice(LuaString text, int from, int to) {
        return Utf8.string(text.substring(from, to));
    }

    private static Varargs failed(String message) {
        return LuaValue.varargsOf(LuaValue.NIL, Utf8.bytes(message));
    }
}
