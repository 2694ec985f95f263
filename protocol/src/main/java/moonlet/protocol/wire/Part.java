package moonlet.protocol.wire;

import com.google.protobuf.ByteString;

/** An encoded item, or a piece of one that is too large to hold up all others. */
public sealed interface Part {
    ByteString bytes();

    /** A whole item. */
    record Whole(ByteString bytes) implements Part {}

    /** A piece of item number {@code chunked}; pieces of different items may alternate. */
    record Piece(long chunked, boolean last, ByteString bytes) implements Part {}
}
