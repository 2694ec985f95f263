package moonlet.protocol.codec;

import com.google.protobuf.ByteString;

import moonlet.protocol.Payload;

/** Writes a payload of the Lua runtime as bytes. */
@FunctionalInterface
public interface PayloadEncoder {
    ByteString encode(Payload payload);
}
