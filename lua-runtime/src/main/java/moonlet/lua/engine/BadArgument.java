package moonlet.lua.engine;

/**
 * Thrown by {@link Arguments}; the {@link Builtin} it passes adds its name and raises it in Lua.
 */
final class BadArgument extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final int index;

    BadArgument(int index, String text) {
        super(text, null, false, false);
        this.index = index;
    }
}
