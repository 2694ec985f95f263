package moonlet.lua.dialect;

/**
 * {@code \\u{XXX}} in quoted strings: the UTF-8 bytes of that code point, up to 7FFFFFFF (Lua 5.3
 * §3.1).
 */
final class CodePoints {
    private static final long MAX = 0x7fffffffL;

    private CodePoints() {}

    /** Rewrites the escapes of the string that the lexer is at. */
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
                    i++;
                }
            }
        }
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
