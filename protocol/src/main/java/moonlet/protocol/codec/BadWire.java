package moonlet.protocol.codec;

/** Bytes that are not what a node of Moonlet writes; the text says what is wrong with them. */
public final class BadWire extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BadWire(String message) {
        super(message);
    }
}
