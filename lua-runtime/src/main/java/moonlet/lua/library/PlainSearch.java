package moonlet.lua.library;

import moonlet.lua.engine.Meter;

import org.luaj.vm2.LuaString;

import java.util.Arrays;

/** Looks for a string in a string, without patterns. */
final class PlainSearch {
    private static final int BYTES_PER_REDUCTION = 16;
    private static final int BYTES_PER_PAYMENT = 1024;

    private PlainSearch() {}

    /** The first index from {@code from} where {@code text} has {@code part}, or -1. */
    static int indexOf(Meter meter, LuaString text, LuaString part, int from) {
        byte[] bytes = text.m_bytes;
        int last = text.m_length - part.m_length;
        int unpaid = 0;
        for (int at = from; at <= last; at++) {
            int start = text.m_offset + at;
            int same =
                    Arrays.mismatch(
                            bytes,
                            start,
                            start + part.m_length,
                            part.m_bytes,
                            part.m_offset,
                            part.m_offset + part.m_length);
            if (same < 0) {
                meter.charge((unpaid + part.m_length) / BYTES_PER_REDUCTION);
                return at;
            }
            unpaid += same / BYTES_PER_REDUCTION + 1;
            if (unpaid >= BYTES_PER_PAYMENT) {
                meter.charge(unpaid / BYTES_PER_REDUCTION);
                unpaid = 0;
            }
        }
        meter.charge(unpaid / BYTES_PER_REDUCTION);
        return -1;
    }
}
