package moonlet.node.app;

/**
 * One mistake or warning in an application or its configuration; the text says what to do.
 *
 * @param file relative to the application folder, with slashes
 * @param line from 1; 0 where a line means nothing
 * @param entry the id of the entry, or the key of the configuration; empty where there is none
 */
public record Problem(String file, int line, String entry, String text) {
    private static final int QUOTE_LENGTH_MAX = 80;

    /** The same wherever in its file. */
    public Problem withoutLine() {
        return new Problem(file, 0, entry, text);
    }

    @Override
    public String toString() {
        return new Place(file, line) + ": " + (entry.isEmpty() ? "" : entry + ": ") + text;
    }

    /** What a user wrote, fit for one line of a message. */
    static String quoted(String text) {
        boolean isLong = text.codePointCount(0, text.length()) > QUOTE_LENGTH_MAX;
        int end = isLong ? text.offsetByCodePoints(0, QUOTE_LENGTH_MAX) : text.length();
        StringBuilder quoted = new StringBuilder("\"");
        text.substring(0, end)
                .codePoints()
                .forEach(
                        c -> {
                            switch (c) {
                                case '\n' -> quoted.append("\\n");
                                case '\t' -> quoted.append("\\t");
                                default ->
                                        quoted.appendCodePoint(Character.isISOControl(c) ? '?' : c);
                            }
                        });
        return quoted.append(isLong ? "...\"" : "\"").toString();
    }
}
