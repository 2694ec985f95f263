package moonlet.lua.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Reads strings as numbers: decimal or hexadecimal numerals, as Lua source text has them. */
public final class Numeral {
    /** Up to here every whole number fits a double, decimal or hexadecimal. */
    private static final int DIGITS_EXACT = 13;

    private static final int BYTES_FREE = 64;
    private static final int BYTES_PER_REDUCTION = 16;

    private final LuaString text;
    private int at;
    private int end;

    private Numeral(LuaString text) {
        this.text = text;
        this.end = text.m_length;
    }

    /** The number that {@code text} says, with a sign and spaces around it; nil if it says none. */
    public static LuaValue parse(LuaString text) {
        if (text.m_length > BYTES_FREE) {
            Meter.current().charge(text.m_length / BYTES_PER_REDUCTION);
        }
        return new Numeral(text).parse();
    }

    private LuaValue parse() {
        while (at < end && isSpace(text.luaByte(at))) {
            at++;
        }
        while (end > at && isSpace(text.luaByte(end - 1))) {
            end--;
        }
        final int start = at;
        if (letter() == '-' || letter() == '+') {
            at++;
        }
        boolean hexadecimal =
                letter() == '0' && at + 1 < end && (text.luaByte(at + 1) | 0x20) == 'x';
        int base = hexadecimal ? 16 : 10;
        at += hexadecimal ? 2 : 0;
        final int digitsStart = at;
        int digits = skipDigits(base);
        if (at == end && digits > 0 && digits <= DIGITS_EXACT) {
            long whole = Long.parseLong(slice(digitsStart), base);
            boolean negative = text.luaByte(start) == '-';
            return LuaValue.valueOf((double) (negative ? -whole : whole));
        }
        if (letter() == '.') {
            at++;
            digits += skipDigits(base);
        }
        boolean exponent = (letter() | 0x20) == (hexadecimal ? 'p' : 'e');
        if (digits == 0 || exponent && !skipExponent() || at < end) {
            return LuaValue.NIL;
        }
        // Java reads the same numerals, but wants an exponent after a hexadecimal one.
        String java = slice(start) + (hexadecimal && !exponent ? "p0" : "");
        return LuaValue.valueOf(Double.parseDouble(java));
    }

    private boolean skipExponent() {
        at++;
        if (letter() == '-' || letter() == '+') {
            at++;
        }
        return skipDigits(10) > 0;
    }

    private int skipDigits(int base) {
        int start = at;
        while (at < end && Character.digit(text.luaByte(at), base) >= 0) {
            at++;
        }
        return at - start;
    }

    private int letter() {
        return at < end ? text.luaByte(at) : 0;
    }

    private String slice(int start) {
        return new String(text.m_bytes, text.m_offset + start, at - start, ISO_8859_1);
    }

    private static boolean isSpace(int letter) {
        return letter == ' ' || letter >= '\t' && letter <= '\r';
    }
}
