package moonlet.lua.dialect;

/** Something of the dialect that cannot be read. */
public final class MalformedSource extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    MalformedSource(int line, String text) {
        super(text, null, false, false);
        this.line = line;
    }

    /** The line in the source text, from 1. */
    public int line() {
        return line;
    }
}
