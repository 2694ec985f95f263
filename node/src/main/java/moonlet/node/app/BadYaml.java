package moonlet.node.app;

/** A text that is no YAML, or more of it than the limits allow. */
final class BadYaml extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;

    BadYaml(int line, String text) {
        super(text);
        this.line = line;
    }

    int line() {
        return line;
    }
}
