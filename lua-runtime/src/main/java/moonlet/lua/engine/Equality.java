package moonlet.lua.engine;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

import java.util.Arrays;

/** {@code ==} without metamethods. Long texts that may be the same pay for being compared. */
final class Equality {
    private static final int BYTES_FREE = 64;
    private static final int BYTES_PER_REDUCTION = 64;

    private Equality() {}

    static boolean raw(LuaValue a, LuaValue b) {
        return a instanceof LuaString s && b instanceof LuaString t ? same(s, t) : a.raweq(b);
    }

    static boolean same(LuaString a, LuaString b) {
        int length = a.m_length;
        if (length <= BYTES_FREE) {
            return a.raweq(b);
        }
        if (a == b || length != b.m_length || a.hashCode() != b.hashCode()) {
            return a == b;
        }
        Meter.current().charge(length / BYTES_PER_REDUCTION);
        return Arrays.equals(
                a.m_bytes,
                a.m_offset,
                a.m_offset + length,
                b.m_bytes,
                b.m_offset,
                b.m_offset + length);
    }
}
