package moonlet.protocol;

import java.util.Objects;

/**
 * An error as it travels: what Lua sees as an error object.
 *
 * @param kind what sort of error it is
 * @param message the text, as {@code err:message()} gives it
 * @param retryable whether trying again can help; {@code null} if nobody said
 * @param details values for programs, as {@code err:details()} gives them; {@code null} for none
 * @param stack where it was raised, a line each; {@code null} if unknown
 * @param permanent whether the program said itself that trying again cannot help, where most errors
 *     only say so by default; not known of an error that came as a value
 */
public record Failure(
        ErrorKind kind,
        String message,
        Boolean retryable,
        Payload details,
        String stack,
        boolean permanent) {
    public Failure {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(message, "message");
    }

    public Failure(
            ErrorKind kind, String message, Boolean retryable, Payload details, String stack) {
        this(kind, message, retryable, details, stack, false);
    }

    /** An error that trying again does not mend, with nothing but its text. */
    public static Failure of(ErrorKind kind, String message) {
        return new Failure(kind, message, false, null, null);
    }

    /**
     * The same as a value in another process: what its own program did not say is not said by it.
     */
    public Failure ofAnother() {
        return permanent ? new Failure(kind, message, retryable, details, stack) : this;
    }

    @Override
    public String toString() {
        return kind.label() + ": " + message;
    }
}
