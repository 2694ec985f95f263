package moonlet.lua.json;

/** Not JSON, a value that has no form in it, or a schema that is none; the message says why. */
public final class BadJson extends Exception {
    private static final long serialVersionUID = 1L;

    public BadJson(String text) {
        super(text, null, false, false);
    }
}
