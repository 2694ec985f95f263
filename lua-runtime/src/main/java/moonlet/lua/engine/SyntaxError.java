package moonlet.lua.engine;

/** A Lua source text that is no program; says where and why. */
public final class SyntaxError extends Exception {
    private static final long serialVersionUID = 1L;

    private final String source;
    private final int line;

    SyntaxError(String source, int line, String text) {
        super(text);
        this.source = source;
        this.line = line;
    }

    /** The line in the source text, from 1. */
    public int line() {
        return line;
    }

    /** The error as Lua writes it, {@code file.lua:3: text}. */
    public String located() {
        return source + ":" + line + ": " + getMessage();
    }
}
