package moonlet.protocol.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnsafeByteOperations;

import moonlet.protocol.codec.proto.ItemBytes;
import moonlet.protocol.codec.proto.MessageBytes;
import moonlet.protocol.wire.ProcessItem;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Messages of processes as items, without the objects that are made of the other kinds in between:
 * there are more of them than of all others.
 */
final class Messages {
    /** With this an item begins that is a message. */
    static final int TAG = ItemBytes.MESSAGE_FIELD_NUMBER << Tags.TYPE_BITS | Tags.MEASURED;

    private static final int TAG_BYTES =
            CodedOutputStream.computeTagSize(ItemBytes.MESSAGE_FIELD_NUMBER);
    private static final int FROM = MessageBytes.FROM_FIELD_NUMBER;
    private static final int TO = MessageBytes.TO_FIELD_NUMBER;
    private static final int TOPIC = MessageBytes.TOPIC_FIELD_NUMBER;
    private static final int PAYLOAD = MessageBytes.PAYLOAD_FIELD_NUMBER;

    private final Values values;
    private final Pids pids;

    Messages(Values values) {
        this.values = values;
        this.pids = new Pids(values);
    }

    /** Writes a whole item. */
    ByteString write(ProcessItem.Message message) {
        ByteString from = pids.bytes(message.from());
        ByteString to = pids.bytes(message.to());
        ByteString topic = values.text(message.topic());
        ByteString payload = values.payload(message.payload());
        int size =
                CodedOutputStream.computeBytesSize(FROM, from)
                        + CodedOutputStream.computeBytesSize(TO, to)
                        + CodedOutputStream.computeBytesSize(TOPIC, topic)
                        + CodedOutputStream.computeBytesSize(PAYLOAD, payload);
        byte[] item = new byte[TAG_BYTES + CodedOutputStream.computeUInt32SizeNoTag(size) + size];
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(item);
            out.writeUInt32NoTag(TAG);
            out.writeUInt32NoTag(size);
            out.writeBytes(FROM, from);
            out.writeBytes(TO, to);
            out.writeBytes(TOPIC, topic);
            out.writeBytes(PAYLOAD, payload);
        } catch (IOException impossible) { // an array never fails
            throw new UncheckedIOException(impossible);
        }
        return UnsafeByteOperations.unsafeWrap(item);
    }

    /** Reads an item to its end, after {@link #TAG}. */
    ProcessItem.Message read(CodedInputStream item) throws IOException {
        int rest = item.pushLimit(item.readUInt32());
        ByteString from = ByteString.EMPTY;
        ByteString to = ByteString.EMPTY;
        ByteString topic = ByteString.EMPTY;
        ByteString payload = ByteString.EMPTY;
        for (int tag = item.readTag(); tag != Tags.END; tag = item.readTag()) {
            switch (tag) {
                case FROM << Tags.TYPE_BITS | Tags.MEASURED -> from = item.readBytes();
                case TO << Tags.TYPE_BITS | Tags.MEASURED -> to = item.readBytes();
                case TOPIC << Tags.TYPE_BITS | Tags.MEASURED -> topic = item.readBytes();
                case PAYLOAD << Tags.TYPE_BITS | Tags.MEASURED -> payload = item.readBytes();
                default -> Tags.skip(tag, item);
            }
        }
        if (item.getBytesUntilLimit() != 0) { // of what came in pieces, only this tells
            throw new BadWire("a message that ends early");
        }
        item.popLimit(rest);
        for (int tag = item.readTag(); tag != Tags.END; tag = item.readTag()) {
            Tags.skip(tag, item);
        }
        return new ProcessItem.Message(
                pids.pid(from), pids.pid(to), values.text(topic), values.payload(payload));
    }
}
