package moonlet.protocol.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;

import moonlet.protocol.Pid;
import moonlet.protocol.codec.proto.FrameBytes;
import moonlet.protocol.codec.proto.HelloBytes;
import moonlet.protocol.wire.Frame;
import moonlet.protocol.wire.Hello;
import moonlet.protocol.wire.Part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Frames and hellos as bytes of a connection: before each its length, four bytes. */
public final class FrameCodec {
    /** How many bytes the length takes. */
    public static final int LENGTH_BYTES = 4;

    private static final int FIRST = FrameBytes.FIRST_FIELD_NUMBER;
    private static final int ACKNOWLEDGED = FrameBytes.ACKNOWLEDGED_FIELD_NUMBER;
    private static final int PARTS = FrameBytes.PARTS_FIELD_NUMBER;
    private static final int PARTS_TAG_BYTES = CodedOutputStream.computeTagSize(PARTS);

    private final WireLimits limits;

    public FrameCodec(WireLimits limits) {
        this.limits = limits;
    }

    /** How many bytes a reader needs room for: those of the largest frame, and its length. */
    public int frameBytesMax() {
        return LENGTH_BYTES + limits.frameBytesMax();
    }

    /**
     * Writes a frame at the buffer's position.
     *
     * @return the buffer, or a larger one with what was in it
     */
    public ByteBuffer write(Frame frame, ByteBuffer to) {
        int size =
                CodedOutputStream.computeInt64Size(FIRST, frame.first())
                        + CodedOutputStream.computeInt64Size(ACKNOWLEDGED, frame.acknowledged());
        for (Part part : frame.parts()) {
            int bytes = Parts.size(part);
            size += PARTS_TAG_BYTES + CodedOutputStream.computeUInt32SizeNoTag(bytes) + bytes;
        }
        ByteBuffer room = withRoom(to, LENGTH_BYTES + size);
        room.putInt(size);
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(room);
            out.writeInt64(FIRST, frame.first());
            out.writeInt64(ACKNOWLEDGED, frame.acknowledged());
            for (Part part : frame.parts()) {
                out.writeUInt32NoTag(PARTS << Tags.TYPE_BITS | Tags.MEASURED);
                out.writeUInt32NoTag(Parts.size(part));
                Parts.write(part, out);
            }
            out.flush();
        } catch (IOException impossible) { // a buffer never fails
            throw new UncheckedIOException(impossible);
        }
        return room;
    }

    /**
     * Reads a frame, if all of it is there. Its whole items are parts of one array, see {@link
     * Part.Whole}.
     *
     * @return null if it is not, and the buffer stays where it is
     * @throws BadWire if it is no frame, or larger than the limit
     */
    public Frame read(ByteBuffer from) {
        if (from.remaining() < LENGTH_BYTES) {
            return null;
        }
        int size = size(from.getInt(from.position()), limits.frameBytesMax(), "frame");
        if (from.remaining() < LENGTH_BYTES + size) {
            return null;
        }
        byte[] content = new byte[size];
        from.position(from.position() + LENGTH_BYTES).get(content);
        CodedInputStream input = UnsafeByteOperations.unsafeWrap(content).newCodedInput();
        input.enableAliasing(true);
        try {
            return frame(input);
        } catch (IOException malformed) {
            throw new BadWire("not a frame: " + malformed.getMessage());
        }
    }

    public ByteBuffer write(Hello hello) {
        byte[] content =
                HelloBytes.newBuilder()
                        .setNode(hello.node())
                        .setIncarnation(hello.incarnation())
                        .setPeerNode(hello.peerNode())
                        .setPeerIncarnation(hello.peerIncarnation())
                        .setVersionMin(hello.versionMin())
                        .setVersionMax(hello.versionMax())
                        .setAcknowledged(hello.acknowledged())
                        .build()
                        .toByteArray();
        return ByteBuffer.allocate(LENGTH_BYTES + content.length)
                .putInt(content.length)
                .put(content)
                .flip();
    }

    /**
     * Returns how many bytes of a hello follow its length.
     *
     * @throws BadWire if that is more than there can be
     */
    public int helloBytes(byte[] length) {
        return size(ByteBuffer.wrap(length).getInt(), limits.helloBytesMax(), "hello");
    }

    /**
     * Reads a hello.
     *
     * @throws BadWire if it is none
     */
    public Hello readHello(byte[] content) {
        try {
            HelloBytes it = HelloBytes.parseFrom(content);
            if (it.getAcknowledged() != Hello.REFUSED) {
                Values.count(it.getAcknowledged());
            }
            return new Hello(
                    node(it.getNode()),
                    Values.count(it.getIncarnation()),
                    node(it.getPeerNode()),
                    Values.count(it.getPeerIncarnation()),
                    (int) Values.count(it.getVersionMin()),
                    (int) Values.count(it.getVersionMax()),
                    it.getAcknowledged());
        } catch (InvalidProtocolBufferException malformed) {
            throw new BadWire("not a hello: " + malformed.getMessage());
        }
    }

    private static String node(String name) {
        if (!Pid.isNodeName(name)) {
            throw new BadWire("a hello with a name that no node has");
        }
        return name;
    }

    private Frame frame(CodedInputStream from) throws IOException {
        long first = 0;
        long acknowledged = 0;
        List<Part> parts = new ArrayList<>();
        for (int tag = from.readTag(); tag != Tags.END; tag = from.readTag()) {
            switch (tag) {
                case FIRST << Tags.TYPE_BITS -> first = Values.count(from.readInt64());
                case ACKNOWLEDGED << Tags.TYPE_BITS ->
                        acknowledged = Values.count(from.readInt64());
                case PARTS << Tags.TYPE_BITS | Tags.MEASURED -> {
                    if (parts.size() == limits.partsMax()) {
                        throw new BadWire("more parts in a frame than " + limits.partsMax());
                    }
                    int rest = from.pushLimit(from.readUInt32());
                    parts.add(Parts.read(from));
                    from.popLimit(rest);
                }
                default -> Tags.skip(tag, from);
            }
        }
        return new Frame(first, acknowledged, parts);
    }

    private static ByteBuffer withRoom(ByteBuffer buffer, int bytes) {
        if (buffer.remaining() >= bytes) {
            return buffer;
        }
        int capacity = buffer.position() + bytes;
        ByteBuffer larger =
                buffer.isDirect()
                        ? ByteBuffer.allocateDirect(capacity)
                        : ByteBuffer.allocate(capacity);
        return larger.put(buffer.flip());
    }

    private static int size(int size, int max, String what) {
        if (size < 0 || size > max) {
            throw new BadWire("a " + what + " of " + size + " bytes; at most " + max + " are read");
        }
        return size;
    }
}
