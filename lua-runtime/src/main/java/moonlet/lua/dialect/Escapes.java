package moonlet.lua.dialect;

/**
 * Escapes in quoted strings. {@code \\u{XXX}} stands for the UTF-8 bytes of that code point, up to
 * 7FFFFFFF (Lua 5.3 §3.1); the others are those of Lua 5.2, which the parser reads without a look
 * at what is wrong with them.
 */
final class Escapes {
    private static final long MAX = 0x7fffffffL;
    private static final String LETTERS = "abfnrtvz\\\"'\n\r";
    private static final int HEX_DIGITS = 2;
    private static final int DECIMAL_DIGITS_MAX = 3;

    private Escapes() {}

    /** Checks and rewrites the escapes of the string that the lexer is at. */
    static void rewrite(Lexer string, Edits edits) throws MalformedSource {
        if (string.at(string.start()) == '[') {
            return; // nothing is an escape in a long string
        }
        for (int i = string.start() + 1; i < string.end() - 1; i++) {
            if (string.at(i) == '\\') {
                if (string.at(i + 1) == 'u') {
                    int close = close(string, i);
                    edits.replace(i, close + 1, decimal(value(string, i, close)));
                    i = close;
                } else {
                    check(string, i);
                    i++;
                }
            }
        }
    }

    private static void check(Lexer string, int escape) throws MalformedSource {
        int letter = string.at(escape + 1);
        int digits = escape + (letter == 'x' ? 2 : 1);
        int at = digits;
        if (letter == 'x') {
            while (at < digits + HEX_DIGITS) {
                if (Character.digit(string.at(at++), 16) < 0) {
                    throw malformed(string, "hexadecimal digit expected", escape, at);
                }
            }
        } else if (Character.digit(letter, 10) >= 0) {
            int value = 0;
            while (at < digits + DECIMAL_DIGITS_MAX && Character.digit(string.at(at), 10) >= 0) {
                value = value * 10 + Character.digit(string.at(at++), 10);
            }
            if (value > 0xff) {
                throw malformed(string, "decimal escape too large", escape, at);
            }
        } else if (LETTERS.indexOf(letter) < 0) {
            throw malformed(string, "invalid escape sequence", escape, at + 1);
        }
    }

    private static MalformedSource malformed(Lexer string, String what, int from, int to) {
        return new MalformedSource(
                string.line(from), what + " near '" + string.text(from, to) + "'");
    }

    private static int close(Lexer string, int escape) throws MalformedSource {
        int i = escape + 3;
        while (Character.digit(string.at(i), 16) >= 0) {
            i++;
        }
        if (string.at(escape + 2) != '{' || string.at(i) != '}' || i == escape + 3) {
            throw new MalformedSource(
                    string.line(escape), "expected \\u{XXX} with hexadecimal digits in a string");
        }
        return i;
    }

    private static long value(Lexer string, int escape, int close) throws MalformedSource {
        long value = 0;
        for (int i = escape + 3; i < close; i++) {
            value = value * 16 + Character.digit(string.at(i), 16);
            if (value > MAX) {
                throw new MalformedSource(
                        string.line(escape), "the largest code point in \\u{...} is 7FFFFFFF");
            }
        }
        return value;
    }

    /** The bytes of a code point as decimal escapes, three digits each. */
    private static String decimal(long point) {
        if (point < 0x80) {
            return escape((int) point);
        }
        int following = 1; // bytes with six bits each
        while (point >> 6 * following >= 1L << 6 - following) {
            following++;
        }
        StringBuilder text = new StringBuilder();
        text.append(escape((0xff00 >> following + 1 & 0xff) | (int) (point >> 6 * following)));
        for (int i = following - 1; i >= 0; i--) {
            text.append(escape(0x80 | (int) (point >> 6 * i) & 0x3f));
        }
        return text.toString();
    }

    private static String escape(int unsigned) {
        return "\\%03d".formatted(unsigned);
    }
}
