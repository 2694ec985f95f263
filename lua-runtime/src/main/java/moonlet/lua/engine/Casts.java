package moonlet.lua.engine;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code tonumber}, and the type names as checked casts: {@code number(x)} answers x or raises. */
final class Casts {
    private static final int BYTES_PER_REDUCTION = 16;

    private Casts() {}

    static LuaValue toNumber(Varargs args) {
        LuaValue value = Arguments.any(args, 1);
        if (args.arg(2).isnil()) {
            return Arguments.numberOrNil(value);
        }
        LuaString digits = Arguments.string(args, 1);
        long base = Arguments.integer(args, 2);
        if (base < 2 || base > 36) {
            throw Arguments.bad(2, "base out of range");
        }
        Meter.current().charge(digits.m_length / BYTES_PER_REDUCTION);
        return inBase(Utf8.string(digits).strip(), (int) base);
    }

    static LuaValue number(Varargs args) {
        return checked(args, "number", args.arg1().type() == LuaValue.TNUMBER);
    }

    static LuaValue integer(Varargs args) {
        LuaValue value = args.arg1();
        boolean whole =
                value.type() == LuaValue.TNUMBER
                        && value.todouble() == Math.rint(value.todouble())
                        && !Double.isInfinite(value.todouble());
        return checked(args, "integer", whole);
    }

    static LuaValue bool(Varargs args) {
        return checked(args, "boolean", args.arg1().isboolean());
    }

    private static LuaValue checked(Varargs args, String type, boolean fits) {
        if (!fits) {
            throw Arguments.expected(args, 1, type);
        }
        return args.arg1();
    }

    private static LuaValue inBase(String text, int base) {
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        if (digits.isEmpty()) {
            return LuaValue.NIL;
        }
        double value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) < 128 ? Character.digit(digits.charAt(i), base) : -1;
            if (digit < 0) {
                return LuaValue.NIL;
            }
            value = value * base + digit;
        }
        return LuaValue.valueOf(negative ? -value : value);
    }
}
