package moonlet.protocol.codec;

import com.google.protobuf.ByteOutput;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What a byte string keeps in memory: the whole of each array that it is a part of. */
final class Held extends ByteOutput {
    private int bytes;

    private Held() {}

    /** The size of the arrays behind {@code content}. */
    static int by(ByteString content) throws IOException {
        Held held = new Held();
        UnsafeByteOperations.unsafeWriteTo(content, held);
        return held.bytes;
    }

    @Override
    public void write(byte value) {
        bytes++;
    }

    @Override
    public void write(byte[] value, int offset, int length) {
        bytes += value.length;
    }

    @Override
    public void writeLazy(byte[] value, int offset, int length) {
        bytes += value.length;
    }

    @Override
    public void write(ByteBuffer value) {
        bytes += value.capacity();
    }

    @Override
    public void writeLazy(ByteBuffer value) {
        bytes += value.capacity();
    }
}
