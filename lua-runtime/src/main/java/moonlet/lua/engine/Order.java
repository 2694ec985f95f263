package moonlet.lua.engine;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

import java.util.Arrays;

/** {@code <} and {@code <=}: of numbers, of strings byte by byte, and by metamethods. */
public final class Order {
    private static final int BYTES_PER_REDUCTION_BITS = 6;

    private Order() {}

    /** {@code a < b}; strings pay for their length. */
    public static boolean less(LuaValue a, LuaValue b) {
        if (a instanceof LuaInteger i && b instanceof LuaInteger j) {
            return i.v < j.v;
        }
        if (a instanceof LuaNumber && b instanceof LuaNumber) {
            return Operations.real(a) < Operations.real(b);
        }
        if (a instanceof LuaString s && b instanceof LuaString t) {
            return compare(s, t) < 0;
        }
        LuaValue method = method(LuaValue.LT, a, b);
        if (method.isnil()) {
            throw new LuaError(incomparable(a, b));
        }
        return Metamethod.call(method, a, b).toboolean();
    }

    static boolean lessOrEqual(LuaValue a, LuaValue b) {
        if (a instanceof LuaInteger i && b instanceof LuaInteger j) {
            return i.v <= j.v;
        }
        if (a instanceof LuaNumber && b instanceof LuaNumber) {
            return Operations.real(a) <= Operations.real(b);
        }
        if (a instanceof LuaString s && b instanceof LuaString t) {
            return compare(s, t) <= 0;
        }
        LuaValue method = method(LuaValue.LE, a, b);
        if (!method.isnil()) {
            return Metamethod.call(method, a, b).toboolean();
        }
        if (method(LuaValue.LT, b, a).isnil()) {
            throw new LuaError(incomparable(a, b));
        }
        return !less(b, a);
    }

    /** What is wrong with the two if nothing orders them. */
    static String incomparable(LuaValue a, LuaValue b) {
        String left = a.typename();
        String right = b.typename();
        return left.equals(right)
                ? "attempt to compare two " + left + " values"
                : "attempt to compare " + left + " with " + right;
    }

    private static LuaValue method(LuaString name, LuaValue a, LuaValue b) {
        LuaValue left = a.metatag(name);
        return left.isnil() ? b.metatag(name) : left;
    }

    private static int compare(LuaString a, LuaString b) {
        int units = Math.min(a.m_length, b.m_length) >> BYTES_PER_REDUCTION_BITS;
        if (units > 0) {
            Meter.current().charge(units);
        }
        return Arrays.compareUnsigned(
                a.m_bytes,
                a.m_offset,
                a.m_offset + a.m_length,
                b.m_bytes,
                b.m_offset,
                b.m_offset + b.m_length);
    }
}
