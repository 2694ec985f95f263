package moonlet.node.app;

/** How the events of the log are written to standard error. */
public enum LogFormat {
    /** A line for who reads it: time, level, what, and facts as {@code key=value}. */
    TEXT,
    /** A line with a JSON object, for programs that collect logs. */
    JSON;

    /** The same as users write it. */
    public String text() {
        return switch (this) {
            case TEXT -> "text";
            case JSON -> "json";
        };
    }
}
