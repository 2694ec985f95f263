package moonlet.lua.process;

import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;

/**
 * What a question to the world came to: exactly one of the two is not null, but for {@link #later}.
 *
 * @param value the answer
 * @param failure why there is none
 */
public record Outcome<T>(T value, Failure failure) {
    public static <T> Outcome<T> of(T value) {
        return new Outcome<>(value, null);
    }

    /** Another node is asked, and the answer comes as a signal. */
    public static <T> Outcome<T> later() {
        return new Outcome<>(null, null);
    }

    public static <T> Outcome<T> failed(ErrorKind kind, String message) {
        return new Outcome<>(null, Failure.of(kind, message));
    }

    /** Whether the answer is still to come. */
    public boolean isLater() {
        return value == null && failure == null;
    }
}
