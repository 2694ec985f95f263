package moonlet.node.link;

/** The peer broke the protocol of the link. Its connection is to be closed. */
public final class BadFrame extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadFrame(String message) {
        super(message);
    }
}
