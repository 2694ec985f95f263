package moonlet.lua.time;

/** A time, date or text that cannot be; the message says why. Becomes {@code nil, err} for Lua. */
final class BadTime extends Exception {
    private static final long serialVersionUID = 1L;

    BadTime(String message) {
        super(message, null, false, false);
    }
}
