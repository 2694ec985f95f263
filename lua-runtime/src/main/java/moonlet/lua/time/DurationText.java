package moonlet.lua.time;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Durations as Go writes them: {@code 1h30m45s}, {@code 1.5s}, {@code -2µs}, {@code 0s}. */
final class DurationText {
    static final int LENGTH_MAX = 100;

    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    private DurationText() {}

    static DurationReading parse(String text) {
        if (text.length() > LENGTH_MAX) {
            return new DurationReading.Bad(
                    "duration text of "
                            + text.length()
                            + " characters is longer than "
                            + LENGTH_MAX);
        }
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String rest = signed ? text.substring(1) : text;
        if (rest.equals("0")) {
            return new DurationReading.Nanos(0);
        }
        try {
            BigInteger sum = sumOfTerms(rest);
            long nanos = (text.startsWith("-") ? sum.negate() : sum).longValueExact();
            return new DurationReading.Nanos(nanos);
        } catch (BadTime bad) {
            return new DurationReading.Bad(bad.getMessage() + " in duration \"" + text + "\"");
        } catch (ArithmeticException tooLarge) {
            return new DurationReading.Bad(
                    "duration \""
                            + text
                            + "\" does not fit in 64 bits of nanoseconds (about 292 years)");
        }
    }

    /** Nanoseconds of all the terms such as {@code 1.5h}; fractions of one are cut off. */
    private static BigInteger sumOfTerms(String text) throws BadTime {
        BigInteger sum = BigInteger.ZERO;
        int at = 0;
        do {
            int whole = at;
            at = skipDigits(text, at);
            int fraction = at;
            if (at < text.length() && text.charAt(at) == '.') {
                at = skipDigits(text, at + 1);
            }
            String digits = text.substring(whole, fraction);
            String decimals = fraction < at ? text.substring(fraction + 1, at) : "";
            if (digits.isEmpty() && decimals.isEmpty()) {
                throw new BadTime("number expected, as in 1h30m,");
            }
            int unit = at;
            while (at < text.length() && text.charAt(at) != '.' && !isDigit(text.charAt(at))) {
                at++;
            }
            BigInteger nanos = BigInteger.valueOf(unitNanos(text.substring(unit, at)));
            sum =
                    sum.add(
                            new BigInteger(digits + decimals)
                                    .multiply(nanos)
                                    .divide(BigInteger.TEN.pow(decimals.length())));
        } while (at < text.length());
        return sum;
    }

    private static int skipDigits(String text, int from) {
        int at = from;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static long unitNanos(String unit) throws BadTime {
        return switch (unit) {
            case "ns" -> 1;
            case "us", "\u00b5s", "\u03bcs" -> MICRO; // micro sign, Greek mu
            case "ms" -> MILLI;
            case "s" -> SECOND;
            case "m" -> MINUTE;
            case "h" -> HOUR;
            case "" -> throw new BadTime("missing unit (ns us ms s m h)");
            default -> throw new BadTime("unknown unit \"" + unit + "\" (ns us ms s m h)");
        };
    }

    static String format(long nanos) {
        // The magnitude is unsigned: that of Long.MIN_VALUE has no positive long.
        long size = Math.abs(nanos);
        String sign = nanos < 0 ? "-" : "";
        if (Long.compareUnsigned(size, SECOND) < 0) {
            return sign + belowSecond(size);
        }
        long minutes = Long.divideUnsigned(size, MINUTE);
        long secondNanos = Long.remainderUnsigned(size, MINUTE);
        String seconds = decimal(secondNanos, SECOND) + "s";
        if (minutes == 0) {
            return sign + seconds;
        }
        String hours = minutes >= 60 ? minutes / 60 + "h" : "";
        return sign + hours + minutes % 60 + "m" + seconds;
    }

    private static String belowSecond(long nanos) {
        if (nanos == 0) {
            return "0s";
        }
        if (nanos < MICRO) {
            return nanos + "ns";
        }
        return nanos < MILLI ? decimal(nanos, MICRO) + "\u00b5s" : decimal(nanos, MILLI) + "ms";
    }

    /** {@code nanos / unit} without trailing zeros. */
    private static String decimal(long nanos, long unit) {
        return BigDecimal.valueOf(nanos)
                .divide(BigDecimal.valueOf(unit))
                .stripTrailingZeros()
                .toPlainString();
    }
}
