package moonlet.protocol.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;

import moonlet.protocol.ByteText;

/**
 * Topics, names and ids as bytes, and back. The last short ones are remembered, since most items
 * are about the same few. Safe for threads: what one overwrites another only has to make again.
 */
final class Texts {
    private record Known(String text, ByteString bytes) {}

    private static final int REMEMBERED = 32; // a power of two
    private static final int REMEMBERED_BYTES_MAX = 64;

    private final Known[] written = new Known[REMEMBERED];
    private final Known[] read = new Known[REMEMBERED];

    ByteString bytes(String text) {
        int slot = slot(text.hashCode());
        Known known = written[slot];
        if (known != null && known.text.equals(text)) {
            return known.bytes;
        }
        ByteString bytes = UnsafeByteOperations.unsafeWrap(ByteText.bytes(text));
        if (bytes.size() <= REMEMBERED_BYTES_MAX) {
            written[slot] = new Known(text, bytes);
        }
        return bytes;
    }

    String text(ByteString bytes) {
        if (bytes.size() > REMEMBERED_BYTES_MAX) {
            return made(bytes);
        }
        int slot = slot(bytes.hashCode());
        Known known = read[slot];
        if (known == null || !known.bytes.equals(bytes)) {
            known = new Known(made(bytes), bytes);
            read[slot] = known;
        }
        return known.text;
    }

    private static String made(ByteString bytes) {
        return ByteText.read(bytes.toByteArray(), 0, bytes.size());
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 16) & REMEMBERED - 1;
    }
}
