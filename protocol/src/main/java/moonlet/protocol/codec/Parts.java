package moonlet.protocol.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnsafeByteOperations;

import moonlet.protocol.codec.proto.PartBytes;
import moonlet.protocol.wire.Part;

import java.io.IOException;

/** Parts of a frame as {@code PartBytes}, without an object in between: there are many. */
final class Parts {
    private static final int BYTES = PartBytes.BYTES_FIELD_NUMBER;
    private static final int CHUNKED = PartBytes.CHUNKED_FIELD_NUMBER;
    private static final int LAST = PartBytes.LAST_FIELD_NUMBER;

    private Parts() {}

    /** How many bytes {@link #write} takes. */
    static int size(Part part) {
        int bytes = CodedOutputStream.computeBytesSize(BYTES, part.bytes());
        return switch (part) {
            case Part.Whole _ -> bytes;
            case Part.Piece(long chunked, boolean last, ByteString _) ->
                    bytes
                            + CodedOutputStream.computeInt64Size(CHUNKED, chunked)
                            + (last ? CodedOutputStream.computeBoolSize(LAST, true) : 0);
        };
    }

    static void write(Part part, CodedOutputStream to) throws IOException {
        to.writeBytes(BYTES, part.bytes());
        if (part instanceof Part.Piece(long chunked, boolean last, ByteString _)) {
            to.writeInt64(CHUNKED, chunked);
            if (last) {
                to.writeBool(LAST, true);
            }
        }
    }

    /** Reads to the end of {@code from}. A piece has bytes of its own: it waits for others. */
    static Part read(CodedInputStream from) throws IOException {
        ByteString bytes = ByteString.EMPTY;
        long chunked = 0;
        boolean last = false;
        for (int tag = from.readTag(); tag != Tags.END; tag = from.readTag()) {
            switch (tag) {
                case BYTES << Tags.TYPE_BITS | Tags.MEASURED -> bytes = from.readBytes();
                case CHUNKED << Tags.TYPE_BITS -> chunked = Values.count(from.readInt64());
                case LAST << Tags.TYPE_BITS -> last = from.readBool();
                default -> Tags.skip(tag, from);
            }
        }
        return chunked == 0
                ? new Part.Whole(bytes)
                : new Part.Piece(
                        chunked, last, UnsafeByteOperations.unsafeWrap(bytes.toByteArray()));
    }
}
