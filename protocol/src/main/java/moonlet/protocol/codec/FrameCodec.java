package moonlet.protocol.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;

import moonlet.protocol.codec.proto.FrameBytes;
import moonlet.protocol.codec.proto.HelloBytes;
import moonlet.protocol.codec.proto.PartBytes;
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

    private final WireLimits limits;

    public FrameCodec(WireLimits limits) {
        this.limits = limits;
    }

    /**
     * Writes a frame at the buffer's position.
     *
     * @return the buffer, or a larger one with what was in it
     */
    public ByteBuffer write(Frame frame, ByteBuffer to) {
        FrameBytes.Builder bytes =
                FrameBytes.newBuilder()
                        .setFirst(frame.first())
                        .setAcknowledged(frame.acknowledged());
        for (Part part : frame.parts()) {
            bytes.addParts(part(part));
        }
        FrameBytes all = bytes.build();
        int size = all.getSerializedSize();
        ByteBuffer room = withRoom(to, LENGTH_BYTES + size);
        room.putInt(size);
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(room);
            all.writeTo(out);
            out.flush();
        } catch (IOException impossible) { // a buffer never fails
            throw new UncheckedIOException(impossible);
        }
        return room;
    }

    /**
     * Reads a frame, if all of it is there.
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
        ByteBuffer content = from.slice(from.position() + LENGTH_BYTES, size);
        from.position(from.position() + LENGTH_BYTES + size);
        try {
            return frame(FrameBytes.parseFrom(content));
        } catch (InvalidProtocolBufferException malformed) {
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
            return new Hello(
                    it.getNode(),
                    it.getIncarnation(),
                    it.getPeerNode(),
                    it.getPeerIncarnation(),
                    it.getVersionMin(),
                    it.getVersionMax(),
                    it.getAcknowledged());
        } catch (InvalidProtocolBufferException malformed) {
            throw new BadWire("not a hello: " + malformed.getMessage());
        }
    }

    private Frame frame(FrameBytes from) {
        if (from.getPartsCount() > limits.partsMax()) {
            throw new BadWire(
                    "a frame of "
                            + from.getPartsCount()
                            + " parts; at most "
                            + limits.partsMax()
                            + " are read");
        }
        List<Part> parts = new ArrayList<>(from.getPartsCount());
        for (PartBytes part : from.getPartsList()) {
            ByteString bytes = part.getBytes();
            parts.add(
                    part.getChunked() == 0
                            ? new Part.Whole(bytes)
                            : new Part.Piece(part.getChunked(), part.getLast(), bytes));
        }
        return new Frame(from.getFirst(), from.getAcknowledged(), parts);
    }

    private static PartBytes part(Part part) {
        PartBytes.Builder to = PartBytes.newBuilder().setBytes(part.bytes());
        if (part instanceof Part.Piece(long chunked, boolean last, ByteString _)) {
            to.setChunked(chunked).setLast(last);
        }
        return to.build();
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
