package moonlet.protocol.wire;

import com.google.protobuf.ByteString;

/** An encoded item, or a piece of one that is too large to hold up all others. */
public sealed interface Part {
    ByteString bytes();

    /**
     * A whole item. One that was read is a part of its frame's array, so nobody keeps it: what an
     * item consists of is a copy once it is decoded.
     */
    record Whole(ByteString bytes) implements Part {}

    /**
     * A piece of item number {@code chunked}; pieces of different items may alternate. It waits for
     * the others, and has an array of its own.
     */
    record Piece(long chunked, boolean last, ByteString bytes) implements Part {}
}
