package moonlet.lua.library;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Meter;
import moonlet.lua.engine.Raised;
import moonlet.lua.engine.ToText;
import moonlet.lua.engine.Utf8;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.Varargs;

import java.util.Locale;

/** {@code string.format}: the conversions of C's {@code printf}, and {@code %q}. */
final class Format {
    private static final double TWO_TO_63 = 0x1p63;
    private static final double TWO_TO_64 = 0x1p64;

    private Format() {}

    static Varargs format(Varargs args) {
        LuaString format = Arguments.string(args, 1);
        Meter meter = Meter.current();
        var result = new Bytes(meter);
        int index = 1;
        int at = 0;
        while (at < format.m_length) {
            int letter = format.luaByte(at++);
            if (letter != '%') {
                result.add(letter);
            } else if (at < format.m_length && format.luaByte(at) == '%') {
                result.add('%');
                at++;
            } else {
                FormatItem item = FormatItem.read(format, at);
                meter.tick();
                add(result, item, args, ++index);
                at = item.end();
            }
        }
        return result.text();
    }

    private static void add(Bytes result, FormatItem item, Varargs args, int index) {
        switch (item.conversion()) {
            case 'c', 'd', 'i', 'u', 'o', 'x', 'X', 'e', 'E', 'f', 'g', 'G', 'a', 'A', 'q', 's' -> {
                if (index > args.narg()) {
                    throw Arguments.bad(index, "no value");
                }
            }
            default -> throw unknown(item);
        }
        switch (item.conversion()) {
            case 'c' -> addCharacter(result, item, Arguments.integer(args, index));
            case 'd', 'i' -> addSigned(result, item, whole(args, index, false));
            case 'u', 'o', 'x', 'X' -> addUnsigned(result, item, whole(args, index, true));
            case 'q' -> addQuoted(result, Arguments.string(args, index));
            case 's' -> addText(result, item, ToText.of(args.arg(index)));
            default -> RealText.add(result, item, Arguments.real(args, index));
        }
    }

    private static Raised unknown(FormatItem item) {
        byte[] unknown = {(byte) item.conversion()};
        String conversion =
                item.conversion() == 0 ? "" : Utf8.string(LuaString.valueUsing(unknown));
        return new Raised("invalid option '%" + conversion + "' to 'format'");
    }

    /** A number cut to a whole one; an unsigned one may be negative, in two's complement. */
    private static long whole(Varargs args, int index, boolean unsigned) {
        double value = Arguments.real(args, index);
        double end = unsigned ? TWO_TO_64 : TWO_TO_63;
        if (!(value >= -TWO_TO_63 && value < end)) {
            String sign = unsigned ? "non-negative " : "";
            throw Arguments.bad(index, "not a " + sign + "number in proper range");
        }
        return value < TWO_TO_63 ? (long) value : (long) (value - TWO_TO_63) + Long.MIN_VALUE;
    }

    private static void addCharacter(Bytes result, FormatItem item, long value) {
        item.pad(result, LuaString.valueUsing(new byte[] {(byte) value}));
    }

    private static void addSigned(Bytes result, FormatItem item, long value) {
        String sign = value < 0 ? "-" : item.plus();
        String digits = value < 0 ? Long.toString(value).substring(1) : Long.toString(value);
        addDigits(result, item, sign, digits);
    }

    private static void addUnsigned(Bytes result, FormatItem item, long value) {
        boolean alternative = item.has('#') && value != 0;
        switch (item.conversion()) {
            case 'u' -> addDigits(result, item, "", Long.toUnsignedString(value));
            case 'x' -> addDigits(result, item, alternative ? "0x" : "", Long.toHexString(value));
            case 'X' -> {
                String digits = Long.toHexString(value).toUpperCase(Locale.ROOT);
                addDigits(result, item, alternative ? "0X" : "", digits);
            }
            default -> {
                // The 0 in front of an octal number counts as one of its digits.
                String digits = (alternative ? "0" : "") + Long.toOctalString(value);
                addDigits(result, item, "", digits);
            }
        }
    }

    private static void addDigits(Bytes result, FormatItem item, String prefix, String digits) {
        int precision = item.precisionOr(1);
        boolean octalZero = item.conversion() == 'o' && item.has('#');
        String shown = precision == 0 && digits.equals("0") && !octalZero ? "" : digits;
        String full = "0".repeat(Math.max(0, precision - shown.length())) + shown;
        item.padNumber(result, prefix, full, item.precision() == FormatItem.NO_PRECISION);
    }

    private static void addText(Bytes result, FormatItem item, LuaString text) {
        int length = Math.min(item.precisionOr(text.m_length), text.m_length);
        item.pad(result, text.substring(0, length));
    }

    /** A string as Lua source that reads as the same string. */
    private static void addQuoted(Bytes result, LuaString text) {
        result.add('"');
        for (int i = 0; i < text.m_length; i++) {
            int letter = text.luaByte(i);
            if (letter == '"' || letter == '\\' || letter == '\n') {
                result.add('\\');
                result.add(letter);
            } else if (PatternClass.isControl(letter)) {
                boolean digitFollows =
                        i + 1 < text.m_length && PatternClass.isDigit(text.luaByte(i + 1));
                result.add((digitFollows ? "\\%03d" : "\\%d").formatted(letter));
            } else {
                result.add(letter);
            }
        }
        result.add('"');
    }
}
