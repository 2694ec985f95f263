package moonlet.lua.engine;

import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** The {@code ..} operator: right to left, joining runs of texts in one go. */
public final class Concat {
    private static final int STRING_BYTES = 40;

    private Concat() {}

    /** Registers {@code from} to {@code to}, both included. */
    static LuaValue of(LuaValue[] stack, int from, int to, Meter meter) {
        LuaValue joined = stack[to];
        int next = to - 1;
        while (next >= from) {
            if (isText(joined) && isText(stack[next])) {
                int first = next;
                while (first > from && isText(stack[first - 1])) {
                    first--;
                }
                joined = join(stack, first, next, joined, meter);
                next = first - 1;
            } else {
                LuaValue left = stack[next--];
                LuaValue right = joined;
                joined = Metamethod.within(() -> left.concatmt(right));
            }
        }
        return joined;
    }

    /** Two texts as one; metered and limited like the operator. */
    public static LuaString of(LuaString left, LuaString right) {
        return join(new LuaValue[] {left}, 0, 0, right, Meter.current());
    }

    static boolean isText(LuaValue value) {
        return value.type() == LuaValue.TSTRING || value.type() == LuaValue.TNUMBER;
    }

    private static LuaString join(LuaValue[] stack, int from, int to, LuaValue last, Meter meter) {
        LuaValue[] parts = new LuaValue[to - from + 2];
        long bytes = 0;
        for (int i = 0; i < parts.length; i++) {
            LuaValue part = i < parts.length - 1 ? stack[from + i] : last;
            boolean ready = part instanceof LuaString || part instanceof LuaInteger;
            parts[i] = ready ? part : Numbers.text(part);
            bytes += length(parts[i]);
        }
        if (bytes > meter.limits().stringBytesMax()) {
            throw new Raised(
                    "string of "
                            + bytes
                            + " bytes is longer than the limit stringBytesMax="
                            + meter.limits().stringBytesMax());
        }
        meter.charge(bytes >> 6);
        meter.allocate(STRING_BYTES + bytes);
        byte[] all = new byte[(int) bytes];
        int at = 0;
        for (LuaValue part : parts) {
            int end = at + length(part);
            if (part instanceof LuaInteger number) {
                Digits.write(number.v, all, end);
            } else {
                part.checkstring().copyInto(0, all, at, end - at);
            }
            at = end;
        }
        return LuaString.valueUsing(all);
    }

    private static int length(LuaValue part) {
        return part instanceof LuaInteger number
                ? Digits.length(number.v)
                : ((LuaString) part).m_length;
    }
}
