package moonlet.lua.process;

import java.util.List;

/**
 * What a program writes to the log, as it wrote it.
 *
 * @param logger the name of the logger; empty for none
 * @param fields in order, each key once: what was said of it last
 */
public record LogLine(Level level, String logger, String text, List<Field> fields) {
    /** How bad it is. */
    public enum Level {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    /**
     * A fact of a line, its value as text.
     *
     * @param isLiteral whether it is a number or a boolean, which JSON writes like this too
     */
    public record Field(String key, String text, boolean isLiteral) {
        int length() {
            return key.length() + text.length();
        }
    }

    public LogLine {
        fields = List.copyOf(fields);
    }

    /** A line of {@code print}. */
    static LogLine printed(String text) {
        return new LogLine(Level.INFO, "", text, List.of());
    }

    /** Characters of all parts. */
    public int length() {
        return logger.length() + text.length() + fields.stream().mapToInt(Field::length).sum();
    }
}
