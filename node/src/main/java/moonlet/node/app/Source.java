package moonlet.node.app;

/** The Lua text of an entry, byte for byte. Immutable. */
public final class Source {
    private final String name;
    private final byte[] bytes;

    /** {@code bytes} belongs to this object from now on. */
    Source(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /** How Lua errors call it: the file relative to the application, or the id of the entry. */
    public String name() {
        return name;
    }

    /** A copy of the text. */
    public byte[] bytes() {
        return bytes.clone();
    }
}
