package moonlet.lua.engine;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as text, by C's {@code %.14g} (Lua 5.2 manual §3.4.2), with one deviation: whole numbers
 * below 2^53 are written out, without an exponent, so that ids and nanoseconds stay readable.
 */
public final class Numbers {
    private static final double EXACT_MAX = 9007199254740992.0;
    private static final int SIGNIFICANT_DIGITS = 14;

    private Numbers() {}

    /** The text of a number as Lua's {@code tostring} gives it. */
    public static LuaString text(LuaValue number) {
        return number.isinttype()
                ? Digits.text(number.toint())
                : Utf8.bytes(text(number.todouble()));
    }

    /** The text of a double as Lua's {@code tostring} gives it. */
    public static String text(double value) {
        if (value == Math.rint(value) && Math.abs(value) < EXACT_MAX) {
            return value == 0 && 1 / value < 0 ? "-0" : Long.toString((long) value);
        }
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        return general(value, SIGNIFICANT_DIGITS);
    }

    /** The shortest text that reads back as the same finite double: as JSON, and as Lua. */
    public static String exact(double value) {
        if (value == Math.rint(value) && Math.abs(value) <= EXACT_MAX) {
            return value == 0 && 1 / value < 0 ? "-0.0" : Long.toString((long) value);
        }
        return Double.toString(value).replace(".0E", "e").replace('E', 'e');
    }

    /** C's {@code %.<digits>g} for a finite value. */
    static String general(double value, int digits) {
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        // BigDecimal keeps the double exactly, so that the rounding is that of C.
        var rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < digits) {
            String plain = rounded.toPlainString();
            return plain.indexOf('.') < 0 ? plain : withoutTrailingZeros(plain);
        }
        String mantissa = rounded.movePointLeft(exponent).toPlainString();
        String shortened = mantissa.indexOf('.') < 0 ? mantissa : withoutTrailingZeros(mantissa);
        String sign = exponent < 0 ? "-" : "+";
        int size = Math.abs(exponent);
        return shortened + "e" + sign + (size < 10 ? "0" : "") + size;
    }

    private static String withoutTrailingZeros(String text) {
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }
}
