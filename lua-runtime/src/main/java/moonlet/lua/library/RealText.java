package moonlet.lua.library;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Doubles by C's {@code %e %f %g %a}, rounded from their exact value as C does. */
final class RealText {
    private static final int PRECISION_DEFAULT = 6;
    private static final int MANTISSA_BITS = 52;
    private static final int MANTISSA_HEX_DIGITS = MANTISSA_BITS / 4;

    private static final double[] TEN_TO = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10};
    private static final int QUICK_PRECISION_MAX = TEN_TO.length - 1;

    /** Below it a double still tells halves apart. */
    private static final double QUICK_END = 0x1p52;

    private RealText() {}

    static void add(Bytes result, FormatItem item, double value) {
        boolean capitals = Character.isUpperCase(item.conversion());
        boolean negative = Double.doubleToRawLongBits(value) < 0 && !Double.isNaN(value);
        String sign = negative ? "-" : item.plus();
        boolean hexadecimal = item.conversion() == 'a' || item.conversion() == 'A';
        String prefix = hexadecimal && Double.isFinite(value) ? sign + "0x" : sign;
        String digits = digits(item, Math.abs(value));
        item.padNumber(
                result,
                capitals ? prefix.toUpperCase(Locale.ROOT) : prefix,
                capitals ? digits.toUpperCase(Locale.ROOT) : digits,
                Double.isFinite(value));
    }

    private static String digits(FormatItem item, double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "nan" : "inf";
        }
        int precision = item.precisionOr(PRECISION_DEFAULT);
        boolean point = item.has('#');
        return switch (item.conversion()) {
            case 'f' -> fixed(value, precision, point);
            case 'e', 'E' -> exponential(value, precision, point);
            case 'g', 'G' -> general(value, Math.max(1, precision), point);
            default -> hexadecimal(value, item.precision(), point);
        };
    }

    private static String fixed(double value, int precision, boolean point) {
        String text =
                precision <= QUICK_PRECISION_MAX && value * TEN_TO[precision] < QUICK_END
                        ? fixedQuickly(value, precision)
                        : new BigDecimal(value)
                                .setScale(precision, RoundingMode.HALF_EVEN)
                                .toPlainString();
        return point && precision == 0 ? text + "." : text;
    }

    /** As the exact way, ten times as fast: the common case of numbers and precisions. */
    private static String fixedQuickly(double value, int precision) {
        double scale = TEN_TO[precision];
        double scaled = value * scale;
        double whole = Math.rint(scaled);
        double beyond = scaled - whole;
        if (Math.abs(beyond) == 0.5) {
            // Half way as a double; what the product lost when it was rounded says which way.
            double lost = Math.fma(value, scale, -scaled);
            whole += beyond * lost > 0 ? Math.signum(lost) : 0;
        }
        String digits = Long.toString((long) whole);
        String all = "0".repeat(Math.max(0, precision + 1 - digits.length())) + digits;
        int pointAt = all.length() - precision;
        return precision == 0 ? all : all.substring(0, pointAt) + "." + all.substring(pointAt);
    }

    private static String exponential(double value, int precision, boolean point) {
        BigDecimal rounded = significant(value, precision + 1);
        String digits = rounded.unscaledValue().toString();
        String all = digits + "0".repeat(Math.max(0, precision + 1 - digits.length()));
        int exponent = exponent(rounded);
        return all.charAt(0)
                + (precision > 0 || point ? "." : "")
                + all.substring(1, precision + 1)
                + (exponent < 0 ? "e-" : "e+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }

    /** Fixed or exponential, whichever is shorter; without trailing zeros unless {@code point}. */
    private static String general(double value, int digits, boolean point) {
        int exponent = exponent(significant(value, digits));
        boolean isFixed = exponent >= -4 && exponent < digits;
        String text =
                isFixed
                        ? fixed(value, digits - 1 - exponent, point)
                        : exponential(value, digits - 1, point);
        if (point) {
            return text;
        }
        int mantissaEnd = isFixed ? text.length() : text.indexOf('e');
        return withoutZeros(text.substring(0, mantissaEnd)) + text.substring(mantissaEnd);
    }

    private static String withoutZeros(String text) {
        if (text.indexOf('.') < 0) {
            return text;
        }
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }

    private static BigDecimal significant(double value, int digits) {
        return new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }

    private static int exponent(BigDecimal value) {
        return value.signum() == 0 ? 0 : value.precision() - value.scale() - 1;
    }

    private static String hexadecimal(double value, int precision, boolean point) {
        long bits = Double.doubleToRawLongBits(value);
        long fraction = bits & ((1L << MANTISSA_BITS) - 1);
        int biased = (int) (bits >>> MANTISSA_BITS);
        long mantissa = biased == 0 ? fraction : fraction | 1L << MANTISSA_BITS;
        int exponent = value == 0 ? 0 : Math.max(biased, 1) + Double.MIN_EXPONENT - 1;
        int dropped = 4 * (MANTISSA_HEX_DIGITS - precision);
        if (precision >= 0 && dropped > 0) {
            long half = 1L << (dropped - 1);
            long kept = mantissa >>> dropped;
            long rest = mantissa - (kept << dropped);
            mantissa =
                    (rest > half || rest == half && (kept & 1) == 1 ? kept + 1 : kept) << dropped;
        }
        String digits = "%013x".formatted(mantissa & ((1L << MANTISSA_BITS) - 1));
        String shown =
                precision < 0
                        ? digits.replaceAll("0+$", "")
                        : (digits + "0".repeat(Math.max(0, precision - digits.length())))
                                .substring(0, precision);
        return (mantissa >>> MANTISSA_BITS)
                + (shown.isEmpty() && !point ? "" : ".")
                + shown
                + (exponent < 0 ? "p" : "p+")
                + exponent;
    }
}
