package moonlet.lua.library;

import moonlet.lua.engine.Meter;
import moonlet.lua.engine.Raised;

import org.luaj.vm2.LuaString;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A string under construction. Pays for its memory and keeps to {@code stringBytesMax}. */
final class Bytes {
    private static final int BYTES_PER_REDUCTION = 64;
    private static final int SIZE_FIRST = 64;
    private static final int STRING_BYTES = 40;

    private final Meter meter;
    private byte[] bytes = new byte[SIZE_FIRST];
    private int size;

    Bytes(Meter meter) {
        this.meter = meter;
    }

    /** An array for a string of a known length, which is checked and paid for first. */
    static byte[] allocate(Meter meter, long length) {
        check(meter, length);
        meter.charge(length / BYTES_PER_REDUCTION);
        meter.allocate(STRING_BYTES + length);
        return new byte[(int) length];
    }

    private static void check(Meter meter, long length) {
        int max = meter.limits().stringBytesMax();
        if (length > max) {
            throw new Raised(
                    "string of %d bytes is longer than the limit stringBytesMax=%d"
                            .formatted(length, max));
        }
    }

    void add(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    void add(byte[] from, int offset, int length) {
        reserve(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    void add(LuaString text) {
        add(text.m_bytes, text.m_offset, text.m_length);
    }

    void add(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        add(encoded, 0, encoded.length);
    }

    void fill(int value, int count) {
        if (count > 0) {
            reserve(count);
            Arrays.fill(bytes, size, size + count, (byte) value);
            size += count;
        }
    }

    LuaString text() {
        meter.allocate(STRING_BYTES + size);
        return LuaString.valueUsing(Arrays.copyOf(bytes, size));
    }

    private void reserve(int more) {
        long needed = (long) size + more;
        if (needed <= bytes.length) {
            return;
        }
        check(meter, needed);
        long doubled = Math.min(2L * bytes.length, meter.limits().stringBytesMax());
        int grown = (int) Math.max(needed, doubled);
        meter.charge(grown / BYTES_PER_REDUCTION);
        meter.allocate(grown);
        bytes = Arrays.copyOf(bytes, grown);
    }
}
