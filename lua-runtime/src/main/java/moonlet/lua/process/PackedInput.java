package moonlet.lua.process;

import com.google.protobuf.ByteString;

import moonlet.protocol.codec.BadWire;

import org.luaj.vm2.LuaString;

import java.util.Arrays;

/**
 * Bytes of another node as they are read. Never trusts them: a length or count is believed only as
 * far as there are bytes for it, beside those that others have been promised.
 */
final class PackedInput {
    private static final int NUMBER_BITS_MAX = 35;

    private final byte[] bytes;
    private int at;
    private int promised; // bytes at least, to what was counted and has not been read

    PackedInput(ByteString bytes) {
        this.bytes = bytes.toByteArray();
    }

    /** How many bytes there are still. */
    int left() {
        return bytes.length - at;
    }

    int next() {
        if (at == bytes.length) {
            throw new BadWire("values end in the middle");
        }
        return bytes[at++] & 0xff;
    }

    int number() {
        int value = 0;
        for (int shift = 0; shift < NUMBER_BITS_MAX; shift += 7) {
            int b = next();
            value |= (b & 0x7f) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw new BadWire("a number of more than five bytes");
    }

    /** The number of things that follow and take at least so many bytes each. */
    int count(int bytesEach) {
        int count = number();
        int free = bytes.length - at - promised;
        if (count < 0 || count > free / bytesEach) {
            throw new BadWire(
                    "a count of " + (count & 0xffffffffL) + " where " + free + " bytes are left");
        }
        promised += count * bytesEach;
        return count;
    }

    /** One of the things that were counted is read now. */
    void counted(int bytesEach) {
        promised -= bytesEach;
    }

    long eightBytes() {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << 8 | next();
        }
        return value;
    }

    LuaString string(int length) {
        need(length);
        byte[] copy = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return LuaString.valueUsing(copy);
    }

    ByteString bytes(int length) {
        need(length);
        ByteString copy = ByteString.copyFrom(bytes, at, length);
        at += length;
        return copy;
    }

    private void need(int length) {
        if (length < 0 || length > bytes.length - at) {
            throw new BadWire(
                    (length & 0xffffffffL) + " bytes where " + left() + " bytes are left");
        }
    }
}
