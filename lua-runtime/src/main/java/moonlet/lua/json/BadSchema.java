package moonlet.lua.json;

/** Ends the work of the schema library, which has no checked way out: says what is wrong. */
final class BadSchema extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadSchema(String text) {
        super(text, null, false, false);
    }
}
