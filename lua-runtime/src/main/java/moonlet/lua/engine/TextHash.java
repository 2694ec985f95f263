package moonlet.lua.engine;

import org.luaj.vm2.LuaString;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Where a text belongs in the hash part of a {@link Table}. {@link LuaString#hashCode} looks at
 * every byte of a short text only, and of a longer one at 16 to 32 of them: of PIDs, which mostly
 * differ in their last digits, hundreds would collide.
 */
final class TextHash {
    private static final int SHORT_MAX = 31;
    private static final int TAIL_MAX = 256; // how much of a longer text counts byte by byte
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ODD = 0x9e3779b97f4a7c15L;

    private TextHash() {}

    static int of(LuaString text) {
        return text.m_length <= SHORT_MAX ? text.hashCode() : ofTail(text);
    }

    private static int ofTail(LuaString text) {
        byte[] bytes = text.m_bytes;
        int end = text.m_offset + text.m_length;
        long hash = text.hashCode();
        int i = end - Math.min(text.m_length, TAIL_MAX);
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            hash = mixed(hash, (long) LONG.get(bytes, i));
        }
        hash = mixed(hash, (long) LONG.get(bytes, end - Long.BYTES)); // some of it once more
        return (int) (hash ^ hash >>> 32);
    }

    /** Every bit of both has a part in the lower bits, which say the place. */
    private static long mixed(long hash, long word) {
        long both = hash ^ word;
        return both * ODD ^ Math.unsignedMultiplyHigh(both, ODD);
    }
}
