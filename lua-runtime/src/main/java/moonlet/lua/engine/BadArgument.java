package moonlet.lua.engine;

/**
 * Thrown by {@link Arguments}; the {@link Builtin} it passes adds its name and raises it in Lua.
 */
final class BadArgument extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int index;

    BadArgument(int index, String text) {
        super(text, null, false, false);
        this.index = index;
    }

    /** For a builtin that is called {@code name}. */
    String told(String name) {
        return told(index, name);
    }

    /** For a builtin by the name that its caller has for it. */
    String told(VariableName.Found called) {
        if (!called.isMethod()) {
            return told(index, called.name());
        }
        return index == 1
                ? "calling '" + called.name() + "' on bad self (" + getMessage() + ")"
                : told(index - 1, called.name());
    }

    private String told(int number, String name) {
        return "bad argument #" + number + " to '" + name + "' (" + getMessage() + ")";
    }
}
