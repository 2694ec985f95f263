package moonlet.protocol;

/**
 * The kind of an error that Lua sees, as {@code errors.NOT_FOUND} and as {@code err:kind()}. The
 * texts are those of the seed reference, section "Errores".
 */
public enum ErrorKind {
    NOT_FOUND("NotFound"),
    ALREADY_EXISTS("AlreadyExists"),
    INVALID("Invalid"),
    PERMISSION_DENIED("PermissionDenied"),
    UNAVAILABLE("Unavailable"),
    INTERNAL("Internal"),
    CANCELED("Canceled"),
    CONFLICT("Conflict"),
    TIMEOUT("Timeout"),
    RATE_LIMITED("RateLimited"),
    UNKNOWN("");

    private final String text;

    ErrorKind(String text) {
        this.text = text;
    }

    /** The text that Lua sees; empty for {@link #UNKNOWN}. */
    public String text() {
        return text;
    }

    /** The name for people and logs: the text, or {@code Unknown} where that is empty. */
    public String label() {
        return text.isEmpty() ? "Unknown" : text;
    }

    /** The kind with this Lua text, or {@link #UNKNOWN} if there is none. */
    public static ErrorKind of(String text) {
        for (ErrorKind kind : values()) {
            if (kind.text.equals(text)) {
                return kind;
            }
        }
        return UNKNOWN;
    }
}
