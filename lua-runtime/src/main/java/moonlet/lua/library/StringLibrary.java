package moonlet.lua.library;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.Meter;
import moonlet.lua.engine.Raised;
import moonlet.lua.engine.SealedTable;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code string}, without its patterns and formats (Lua 5.2 manual §6.4). */
final class StringLibrary {
    /** The most values that one call gives back, here and in {@code unpack}. */
    static final int RESULTS_MAX = 1_000_000;

    private StringLibrary() {}

    static SealedTable table() {
        return new SealedTable("string")
                .with(new Builtin("byte", StringLibrary::bytes))
                .with(new Builtin("char", StringLibrary::chars))
                .with(new Builtin("find", PatternFunctions::find))
                .with(new Builtin("format", Format::format))
                .with(new Builtin("gmatch", PatternFunctions::gmatch))
                .with(new Builtin("gsub", PatternFunctions::gsub))
                .with(new Builtin("len", StringLibrary::len))
                .with(new Builtin("lower", StringLibrary::lower))
                .with(new Builtin("match", PatternFunctions::match))
                .with(new Builtin("rep", StringLibrary::rep))
                .with(new Builtin("reverse", StringLibrary::reverse))
                .with(new Builtin("sub", StringLibrary::sub))
                .with(new Builtin("upper", StringLibrary::upper))
                .callable(new Builtin("string", StringLibrary::cast))
                .seal();
    }

    /** A position as Lua counts, -1 being the last byte, as one that counts from 1. */
    static long position(long given, int length) {
        return given >= 0 ? given : Math.max(0, given + length + 1);
    }

    private static Varargs bytes(Varargs args) {
        LuaString text = Arguments.string(args, 1);
        long first = position(Arguments.integer(args, 2, 1), text.m_length);
        long last = position(Arguments.integer(args, 3, first), text.m_length);
        int from = (int) Math.max(first, 1);
        int to = (int) Math.min(last, text.m_length);
        if (first > to) {
            return LuaValue.NONE;
        }
        if (to - from >= RESULTS_MAX) {
            throw new Raised("string slice too long");
        }
        Meter.current().charge((to - from) / 16);
        var values = new LuaValue[to - from + 1];
        for (int i = 0; i < values.length; i++) {
            values[i] = LuaValue.valueOf(text.luaByte(from - 1 + i));
        }
        return LuaValue.varargsOf(values);
    }

    private static Varargs chars(Varargs args) {
        byte[] text = Bytes.allocate(Meter.current(), args.narg());
        for (int i = 0; i < text.length; i++) {
            long value = Arguments.integer(args, i + 1);
            if (value < 0 || value > 255) {
                throw Arguments.bad(i + 1, "value out of range");
            }
            text[i] = (byte) value;
        }
        return LuaString.valueUsing(text);
    }

    private static Varargs len(Varargs args) {
        return LuaValue.valueOf(Arguments.string(args, 1).m_length);
    }

    private static Varargs lower(Varargs args) {
        return flipCase(Arguments.string(args, 1), 'A', 'Z');
    }

    private static Varargs upper(Varargs args) {
        return flipCase(Arguments.string(args, 1), 'a', 'z');
    }

    /** Changes the case of the ASCII letters of one case, as C does in its own locale. */
    private static LuaString flipCase(LuaString text, char from, char to) {
        byte[] flipped = Bytes.allocate(Meter.current(), text.m_length);
        for (int i = 0; i < flipped.length; i++) {
            byte letter = text.m_bytes[text.m_offset + i];
            flipped[i] = letter >= from && letter <= to ? (byte) (letter ^ 0x20) : letter;
        }
        return LuaString.valueUsing(flipped);
    }

    private static Varargs rep(Varargs args) {
        LuaString text = Arguments.string(args, 1);
        long count = Arguments.integer(args, 2);
        LuaString separator = Arguments.string(args, 3, LuaValue.EMPTYSTRING);
        long step = (long) text.m_length + separator.m_length;
        if (count <= 0 || step == 0) {
            return LuaValue.EMPTYSTRING;
        }
        long length =
                count > Long.MAX_VALUE / step ? Long.MAX_VALUE : count * step - separator.m_length;
        byte[] repeated = Bytes.allocate(Meter.current(), length);
        text.copyInto(0, repeated, 0, text.m_length);
        if (count > 1) {
            separator.copyInto(0, repeated, text.m_length, separator.m_length);
        }
        // What is there already is copied behind itself, so that each turn doubles it.
        for (long filled = step; filled < length; filled *= 2) {
            int more = (int) Math.min(filled, length - filled);
            System.arraycopy(repeated, 0, repeated, (int) filled, more);
        }
        return LuaString.valueUsing(repeated);
    }

    private static Varargs reverse(Varargs args) {
        LuaString text = Arguments.string(args, 1);
        byte[] reversed = Bytes.allocate(Meter.current(), text.m_length);
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = text.m_bytes[text.m_offset + text.m_length - 1 - i];
        }
        return LuaString.valueUsing(reversed);
    }

    private static Varargs sub(Varargs args) {
        LuaString text = Arguments.string(args, 1);
        int length = text.m_length;
        long first = Math.max(1, position(Arguments.integer(args, 2), length));
        long last = Math.min(length, position(Arguments.integer(args, 3, -1), length));
        if (first > last) {
            return LuaValue.EMPTYSTRING;
        }
        Meter.current().charge((last - first) / 64);
        return text.substring((int) first - 1, (int) last);
    }

    /** The first argument is the library itself, because it is called as a function. */
    private static Varargs cast(Varargs args) {
        if (args.arg(2) instanceof LuaString text) {
            return text;
        }
        throw Arguments.expected(args.subargs(2), 1, "string");
    }
}
