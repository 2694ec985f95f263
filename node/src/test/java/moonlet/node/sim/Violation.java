package moonlet.node.sim;

/** A promise was broken. */
public final class Violation extends AssertionError {
    private static final long serialVersionUID = 1;

    public Violation(String message) {
        super(message);
    }
}
