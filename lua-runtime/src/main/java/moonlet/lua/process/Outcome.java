package moonlet.lua.process;

import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;

/**
 * What a question to the world came to: exactly one of the two is not null.
 *
 * @param value the answer
 * @param failure why there is none
 */
public record Outcome<T>(T value, Failure failure) {
    public static <T> Outcome<T> of(T value) {
        return new Outcome<>(value, null);
    }

    public static <T> Outcome<T> failed(ErrorKind kind, String message) {
        return new Outcome<>(null, Failure.of(kind, message));
    }
}
