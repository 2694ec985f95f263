package moonlet.node.admin;

import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;

import java.util.List;
import java.util.Map;

/**
 * What a request comes to.
 *
 * @param status of HTTP
 * @param body a value that {@link Json} writes
 * @param silent nodes that did not answer, and whose part of the body is missing
 */
record Answer(int status, Object body, List<String> silent) {
    Answer {
        silent = List.copyOf(silent);
    }

    Answer(int status, Object body) {
        this(status, body, List.of());
    }

    static Answer ok(Object body) {
        return new Answer(200, body);
    }

    /** {@code {"error":{"kind":…,"message":…}}}. */
    static Answer failed(Failure why) {
        return new Answer(
                status(why.kind()),
                Map.of("error", Map.of("kind", why.kind().label(), "message", why.message())));
    }

    static Answer failed(ErrorKind kind, String message) {
        return failed(Failure.of(kind, message));
    }

    private static int status(ErrorKind kind) {
        return switch (kind) {
            case INVALID -> 400;
            case PERMISSION_DENIED -> 403;
            case NOT_FOUND -> 404;
            case ALREADY_EXISTS, CONFLICT -> 409;
            case RATE_LIMITED -> 429;
            case UNAVAILABLE, TIMEOUT, CANCELED -> 503;
            case INTERNAL, UNKNOWN -> 500;
        };
    }
}
