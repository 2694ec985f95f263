package moonlet.node;

import moonlet.lua.engine.Utf8;

import java.util.regex.Pattern;

/**
 * Text of unknown origin on one line of a log or terminal: whoever wrote it can neither begin a
 * line of his own nor send the terminal a command, and nothing of it is lost, except for bytes that
 * are not UTF-8.
 */
public final class OneLine {
    /** Control characters, line separators, and the signs that turn the direction of text. */
    static final String UNSAFE = "[\\p{Cc}\\p{Zl}\\p{Zp}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]";

    private static final Pattern PATTERN = Pattern.compile(UNSAFE);

    private OneLine() {}

    /** The text, with {@code \n} and the like written out. */
    public static String of(String text) {
        return PATTERN.matcher(Utf8.readable(text))
                .replaceAll(found -> "\\\\" + escape(found.group().charAt(0)));
    }

    private static String escape(char unsafe) {
        return switch (unsafe) {
            case '\n' -> "n";
            case '\r' -> "r";
            case '\t' -> "t";
            default -> String.format("u%04x", (int) unsafe);
        };
    }
}
