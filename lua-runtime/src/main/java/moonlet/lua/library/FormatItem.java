package moonlet.lua.library;

import moonlet.lua.engine.Raised;
import moonlet.lua.engine.Utf8;

import org.luaj.vm2.LuaString;

/**
 * One {@code %} item of a format, read: {@code %-5.2f} is flags, width, precision and conversion.
 *
 * @param precision digits or bytes, {@link #NO_PRECISION} where the item says nothing
 * @param end the index behind the item
 */
record FormatItem(String flags, int width, int precision, char conversion, int end) {
    static final int NO_PRECISION = -1;

    private static final String FLAGS = "-+ #0";
    private static final int DIGITS_MAX = 2;

    /** Reads the item of {@code format} whose {@code %} is right before {@code start}. */
    static FormatItem read(LuaString format, int start) {
        int at = start;
        while (FLAGS.indexOf(letter(format, at)) >= 0) {
            at++;
        }
        if (at - start > FLAGS.length()) {
            throw new Raised("invalid format (repeated flags)");
        }
        String flags = text(format, start, at);
        int widthEnd = digitsEnd(format, at);
        int width = number(format, at, widthEnd);
        at = widthEnd;
        int precision = NO_PRECISION;
        if (letter(format, at) == '.') {
            int precisionEnd = digitsEnd(format, at + 1);
            precision = number(format, at + 1, precisionEnd);
            at = precisionEnd;
        }
        if (PatternClass.isDigit(letter(format, at))) {
            throw new Raised("invalid format (width or precision too long)");
        }
        return new FormatItem(flags, width, precision, letter(format, at), at + 1);
    }

    boolean has(char flag) {
        return flags.indexOf(flag) >= 0;
    }

    int precisionOr(int fallback) {
        return precision == NO_PRECISION ? fallback : precision;
    }

    /** Adds {@code body}, filled up with spaces to the width. */
    void pad(Bytes result, LuaString body) {
        int missing = width - body.m_length;
        result.fill(' ', has('-') ? 0 : missing);
        result.add(body);
        result.fill(' ', has('-') ? missing : 0);
    }

    /**
     * Adds a number, filled up to the width.
     *
     * @param prefix the sign, and {@code 0x}
     * @param zeros whether the flag 0 counts here
     */
    void padNumber(Bytes result, String prefix, String digits, boolean zeros) {
        int missing = width - prefix.length() - digits.length();
        boolean fillZeros = zeros && has('0') && !has('-');
        result.fill(' ', has('-') || fillZeros ? 0 : missing);
        result.add(prefix);
        result.fill('0', fillZeros ? missing : 0);
        result.add(digits);
        result.fill(' ', has('-') ? missing : 0);
    }

    /** The sign of a number that is not negative. */
    String plus() {
        return has('+') ? "+" : has(' ') ? " " : "";
    }

    private static char letter(LuaString format, int at) {
        return at < format.m_length ? (char) format.luaByte(at) : 0;
    }

    private static int digitsEnd(LuaString format, int start) {
        int at = start;
        while (at - start < DIGITS_MAX && PatternClass.isDigit(letter(format, at))) {
            at++;
        }
        return at;
    }

    private static int number(LuaString format, int start, int end) {
        return start == end ? 0 : Integer.parseInt(text(format, start, end));
    }

    private static String text(LuaString format, int start, int end) {
        return Utf8.string(format.substring(start, end));
    }
}
