package moonlet.lua.engine;

import org.luaj.vm2.LuaString;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Where a text belongs in the hash part of a {@link Table}. {@link LuaString#hashCode} looks at
 * every byte of a short text only, and of a longer one at 16 to 32 of them: of PIDs, which mostly
 * differ in their last digits, hundreds would collide. So the first and the last 16 bytes of a
 * longer one count as well, which takes the same time whatever its length.
 */
final class TextHash {
    private static final int SHORT_MAX = 31;
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ODD = 0x9e3779b97f4a7c15L;

    private TextHash() {}

    static int of(LuaString text) {
        return text.m_length <= SHORT_MAX ? text.hashCode() : ofLong(text);
    }

    private static int ofLong(LuaString text) {
        byte[] bytes = text.m_bytes;
        int start = text.m_offset;
        int end = start + text.m_length;
        long hash = mixed(text.hashCode(), (long) LONG.get(bytes, start));
        hash = mixed(hash, (long) LONG.get(bytes, start + 8));
        hash = mixed(hash, (long) LONG.get(bytes, end - 16));
        hash = mixed(hash, (long) LONG.get(bytes, end - 8));
        return (int) (hash ^ hash >>> 32);
    }

    /** Every bit of both has a part in the lower bits, which say the place. */
    private static long mixed(long hash, long word) {
        long both = hash ^ word;
        return both * ODD ^ Math.unsignedMultiplyHigh(both, ODD);
    }
}
