package moonlet.lua.dialect;

import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Reads a source text token by token, as Lua 5.2 does (manual §3.1), and with the few signs that
 * types need. It knows nothing to be wrong: that is for the parser to say.
 */
final class Lexer {
    /** What a token is. */
    enum Kind {
        NAME,
        KEYWORD,
        NUMBER,
        STRING,
        SIGN,
        END
    }

    private static final Set<String> KEYWORDS =
            Set.of(
                    ("and break do else elseif end false for function goto if in local nil not or"
                                    + " repeat return then true until while")
                            .split(" "));
    private static final int KEYWORD_LENGTH_MAX = 8;
    private static final Set<String> VALUES = Set.of("nil", "true", "false", "end");
    private static final Set<String> BEFORE_STATEMENTS =
            Set.of("do", "then", "else", "repeat", "break", ";", "::");

    private final byte[] source;
    private int start;
    private int end;
    private Kind kind = Kind.END;
    private boolean endsValue; // the token before the current one
    private boolean beforeStatement; // the same
    private int before; // where it ended
    private boolean skipsToEnd;

    Lexer(byte[] source) {
        this.source = source;
    }

    /** Goes to the next token. */
    void next() {
        endsValue = isEndOfValue();
        beforeStatement = endsValue || isBeforeStatement();
        before = end;
        skipBlanks();
        start = end;
        if (start >= source.length) {
            kind = Kind.END;
            return;
        }
        int c = at(start);
        if (isNameByte(c) && !isDigit(c)) {
            readName();
        } else if (isDigit(c) || c == '.' && isDigit(at(start + 1))) {
            readNumber();
        } else if (c == '"' || c == '\'') {
            kind = Kind.STRING;
            readQuoted(c);
        } else if (c == '[' && longBracket(start) >= 0) {
            kind = Kind.STRING;
            skipLong(longBracket(start));
        } else {
            kind = Kind.SIGN;
            end = start + signLength();
        }
    }

    Kind kind() {
        return kind;
    }

    int start() {
        return start;
    }

    /** After the last byte of the token. */
    int end() {
        return end;
    }

    /** After the last byte of the token before. */
    int before() {
        return before;
    }

    boolean isEnd() {
        return kind == Kind.END;
    }

    /** Whether this is that sign, keyword or name. */
    boolean is(String text) {
        if (end - start != text.length() || kind == Kind.STRING) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (source[start + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the token before can be the last of an expression. */
    boolean followsValue() {
        return endsValue;
    }

    /** Whether a statement can begin with this token, as far as the one before it tells. */
    boolean mayStartStatement() {
        return beforeStatement;
    }

    /** Whether there was a string whose {@code \\z} skips all of the rest. */
    boolean skipsToEnd() {
        return skipsToEnd;
    }

    /** Takes only the first byte of the sign: {@code >} of {@code >=}. */
    void shorten() {
        end = start + 1;
    }

    /** Whether the token stands on the line on which the one before it ended. */
    boolean isOnSameLine() {
        for (int i = before; i < start; i++) {
            if (source[i] == '\n') {
                return false;
            }
        }
        return true;
    }

    /** The same place in the same text, to look ahead from. */
    Lexer fork() {
        Lexer copy = new Lexer(source);
        copy.start = start;
        copy.end = end;
        copy.kind = kind;
        copy.endsValue = endsValue;
        copy.beforeStatement = beforeStatement;
        copy.before = before;
        return copy;
    }

    /** Goes where another one of the same text is. */
    void goTo(Lexer other) {
        start = other.start;
        end = other.end;
        kind = other.kind;
        endsValue = other.endsValue;
        beforeStatement = other.beforeStatement;
        before = other.before;
    }

    String text() {
        return text(start, end);
    }

    String text(int from, int to) {
        int last = Math.min(to, source.length);
        return new String(source, from, last - from, StandardCharsets.ISO_8859_1);
    }

    /** Whether this, which begins like a number, is one. */
    boolean isNumeral() {
        boolean hex = at(start) == '0' && (at(start + 1) | 0x20) == 'x';
        int base = hex ? 16 : 10;
        int first = start + (hex ? 2 : 0);
        int point = digitsEnd(first, base);
        int last = at(point) == '.' ? digitsEnd(point + 1, base) : point;
        boolean hasDigits = point > first || last > point + 1;
        if ((at(last) | 0x20) == (hex ? 'p' : 'e') && last < end) {
            int digits = isSign(at(last + 1)) ? last + 2 : last + 1;
            last = digitsEnd(digits, 10);
            hasDigits &= last > digits;
        }
        return hasDigits && last == end;
    }

    private int digitsEnd(int from, int base) {
        int at = from;
        while (at < end && Character.digit(at(at), base) >= 0) {
            at++;
        }
        return at;
    }

    int at(int position) {
        return position < source.length ? source[position] & 0xff : -1;
    }

    /** The line of a position, from 1. */
    int line(int position) {
        int line = 1;
        for (int i = 0; i < position && i < source.length; i++) {
            if (source[i] == '\n') {
                line++;
            }
        }
        return line;
    }

    private boolean isEndOfValue() {
        return switch (kind) {
            case NAME, NUMBER, STRING -> true;
            case KEYWORD -> VALUES.contains(text());
            case SIGN -> is(")") || is("]") || is("}") || is("...") || is("!");
            case END -> false;
        };
    }

    private boolean isBeforeStatement() {
        return switch (kind) {
            case KEYWORD, SIGN -> BEFORE_STATEMENTS.contains(text());
            case END -> end == 0;
            case NAME, NUMBER, STRING -> false;
        };
    }

    private void skipBlanks() {
        while (end < source.length) {
            int c = at(end);
            if (c == ' ' || c >= '\t' && c <= '\r') {
                end++;
            } else if (c == '#' && end == 0) {
                skipLine(); // #! on the first line
            } else if (c == '-' && at(end + 1) == '-') {
                int level = at(end + 2) == '[' ? longBracket(end + 2) : -1;
                end += 2;
                if (level >= 0) {
                    skipLong(level);
                } else {
                    skipLine();
                }
            } else {
                return;
            }
        }
    }

    private void skipLine() {
        while (end < source.length && source[end] != '\n') {
            end++;
        }
    }

    /** The level of a long bracket that opens here, or -1. */
    private int longBracket(int from) {
        int i = from + 1;
        while (at(i) == '=') {
            i++;
        }
        return at(i) == '[' ? i - from - 1 : -1;
    }

    /** From the opening long bracket at {@code end} to behind the closing one. */
    private void skipLong(int level) {
        end += level + 2;
        while (end < source.length) {
            if (source[end++] == ']') {
                int i = end;
                while (at(i) == '=') {
                    i++;
                }
                if (i - end == level && at(i) == ']') {
                    end = i + 1;
                    return;
                }
            }
        }
    }

    private void readQuoted(int quote) {
        end = start + 1;
        while (end < source.length && source[end] != quote && source[end] != '\n') {
            end = source[end] == '\\' ? escapeEnd() : end + 1;
        }
        end = Math.min(end + 1, source.length);
    }

    /** Behind the escape at {@code end}; of those of several bytes, only the ones over lines. */
    private int escapeEnd() {
        int c = at(end + 1);
        int i = end + 2;
        if (c == 'z') {
            while (i < source.length && at(i) <= ' ') {
                i++;
            }
            skipsToEnd |= i >= source.length;
        } else if (isLineBreak(c) && isLineBreak(at(i)) && at(i) != c) {
            i++;
        }
        return i;
    }

    private static boolean isLineBreak(int c) {
        return c == '\n' || c == '\r';
    }

    private void readName() {
        end = start;
        while (isNameByte(at(end))) {
            end++;
        }
        boolean keyword = end - start <= KEYWORD_LENGTH_MAX && KEYWORDS.contains(text());
        kind = keyword ? Kind.KEYWORD : Kind.NAME;
    }

    private void readNumber() {
        kind = Kind.NUMBER;
        boolean hex = at(start) == '0' && (at(start + 1) | 0x20) == 'x';
        end = start;
        end += hex ? 2 : 0;
        int exponent = hex ? 'p' : 'e';
        while (true) {
            if ((at(end) | 0x20) == exponent) {
                end += isSign(at(end + 1)) ? 2 : 1;
            }
            if (at(end) != '.' && Character.digit(at(end), 16) < 0) {
                return;
            }
            end++;
        }
    }

    private int signLength() {
        int c = at(start);
        int next = at(start + 1);
        if (c == '.' && next == '.') {
            return at(start + 2) == '.' ? 3 : 2;
        }
        boolean two =
                c == ':' && next == ':'
                        || c == '-' && next == '>'
                        || next == '=' && (c == '=' || c == '~' || c == '<' || c == '>');
        return two ? 2 : 1;
    }

    private static boolean isSign(int c) {
        return c == '+' || c == '-';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameByte(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || isDigit(c);
    }
}
