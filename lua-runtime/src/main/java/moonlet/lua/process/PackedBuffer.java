package moonlet.lua.process;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;

import org.luaj.vm2.LuaString;

import java.util.Arrays;

/** Bytes that grow as they are written; {@link Packed} says what they mean. */
final class PackedBuffer {
    private static final int FIRST_BYTES_MIN = 64;
    private static final int FIRST_BYTES_MAX = 64 << 10;

    private byte[] bytes;
    private int size;

    /**
     * @param expected a guess of how many bytes there will be
     */
    PackedBuffer(int expected) {
        bytes = new byte[Math.clamp(expected, FIRST_BYTES_MIN, FIRST_BYTES_MAX)];
    }

    /** All that was written; nothing may be written after that. */
    ByteString finish() {
        return UnsafeByteOperations.unsafeWrap(bytes, 0, size);
    }

    void put(int b) {
        room(1);
        bytes[size++] = (byte) b;
    }

    /** As an unsigned number of seven bits a byte. */
    void number(int value) {
        room(5);
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void eightBytes(long value) {
        room(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    void all(LuaString string) {
        int length = string.m_length;
        room(length);
        System.arraycopy(string.m_bytes, string.m_offset, bytes, size, length);
        size += length;
    }

    void all(ByteString more) {
        room(more.size());
        more.copyTo(bytes, size);
        size += more.size();
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
