package moonlet.protocol.codec;

import com.google.protobuf.ByteString;

import moonlet.protocol.Payload;

/** A payload as it travels between nodes; only the Lua runtime looks inside. */
public record EncodedPayload(ByteString content) implements Payload {
    private static final int OBJECT_BYTES = 64;

    @Override
    public int bytes() {
        return bytes(content);
    }

    /** What a payload with this content counts. */
    public static int bytes(ByteString content) {
        return OBJECT_BYTES + content.size();
    }
}
