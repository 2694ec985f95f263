package moonlet.lua.time;

import java.util.Locale;

/** Decimal digits of ASCII, the only ones that layouts know. */
final class Digits {
    private Digits() {}

    static boolean isAt(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    /** The end of the run of digits that starts at {@code from}. */
    static int end(String text, int from) {
        int at = from;
        while (isAt(text, at)) {
            at++;
        }
        return at;
    }

    /** Padded with zeros to {@code width}; a minus comes on top of that. */
    static String zeroPadded(int number, int width) {
        String digits = Integer.toString(Math.abs(number));
        String zeros = "0".repeat(Math.max(0, width - digits.length()));
        return (number < 0 ? "-" : "") + zeros + digits;
    }

    static String spacePadded(int number, int width) {
        return String.format(Locale.ROOT, "%" + width + "d", number);
    }
}
