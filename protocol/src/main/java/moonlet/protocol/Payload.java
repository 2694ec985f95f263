package moonlet.protocol;

/**
 * Values on their way from one process to another: a copy that nobody else holds. Only the Lua
 * runtime looks inside.
 */
public interface Payload {
    /** What this payload counts against a mailbox's limit, in bytes (an estimate, never 0). */
    int bytes();
}
