package moonlet.protocol.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;

import java.io.IOException;

/**
 * Fields of protobuf messages that are read by hand: a tag is the number of a field, and in three
 * bits how it is written. A varint is type 0.
 */
final class Tags {
    static final int TYPE_BITS = 3;

    /** The type of bytes and messages: their length comes first. */
    static final int MEASURED = 2;

    /** In place of a tag: the message ends here. */
    static final int END = 0;

    private Tags() {}

    /** A field of a later version is left out. */
    static void skip(int tag, CodedInputStream from) throws IOException {
        if (!from.skipField(tag)) {
            throw new BadWire("the end of a group that did not begin");
        }
    }

    /**
     * How often field {@code inner} is in the messages that are field {@code outer}: known before
     * there is an object for each.
     */
    static int count(ByteString message, int outer, int inner) throws IOException {
        CodedInputStream from = message.newCodedInput();
        int count = 0;
        for (int tag = from.readTag(); tag != END; tag = from.readTag()) {
            if (tag == (outer << TYPE_BITS | MEASURED)) {
                int rest = from.pushLimit(from.readUInt32());
                count += count(from, inner << TYPE_BITS | MEASURED);
                from.popLimit(rest);
            } else {
                skip(tag, from);
            }
        }
        return count;
    }

    private static int count(CodedInputStream from, int wanted) throws IOException {
        int count = 0;
        for (int tag = from.readTag(); tag != END; tag = from.readTag()) {
            count += tag == wanted ? 1 : 0;
            skip(tag, from);
        }
        return count;
    }
}
