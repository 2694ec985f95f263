package moonlet.node.app;

import java.util.Arrays;
import java.util.zip.CRC32C;

/** The Lua text of an entry, byte for byte. Immutable. */
public final class Source {
    private final String name;
    private final byte[] bytes;
    private final long hash;

    /** {@code bytes} belongs to this object from now on. */
    Source(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        this.hash = crc.getValue() << 32 | bytes.length;
    }

    /** How Lua errors call it: the file relative to the application, or the id of the entry. */
    public String name() {
        return name;
    }

    /** Tells texts apart, also those of two nodes. */
    public long hash() {
        return hash;
    }

    /** Whether it is the same text under the same name. */
    boolean isSame(Source other) {
        return name.equals(other.name) && Arrays.equals(bytes, other.bytes);
    }

    /** A copy of the text. */
    public byte[] bytes() {
        return bytes.clone();
    }
}
