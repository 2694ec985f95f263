package moonlet.node.cluster;

/** A node that cannot listen, or that the cluster does not take; the text says what to do. */
public final class CannotStart extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CannotStart(String why) {
        super(why);
    }
}
