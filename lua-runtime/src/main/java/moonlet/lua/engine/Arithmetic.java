package moonlet.lua.engine;

import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * The arithmetic operators (Lua 5.2 manual §3.4.1): numbers first, then strings that read as
 * numbers, then metamethods. A number is a double; whole ones that fit are kept as 32-bit integers.
 */
enum Arithmetic {
    ADD(LuaValue.ADD) {
        @Override
        double of(double a, double b) {
            return a + b;
        }
    },
    SUB(LuaValue.SUB) {
        @Override
        double of(double a, double b) {
            return a - b;
        }
    },
    MUL(LuaValue.MUL) {
        @Override
        double of(double a, double b) {
            return a * b;
        }
    },
    DIV(LuaValue.DIV) {
        @Override
        double of(double a, double b) {
            return a / b;
        }
    },
    MOD(LuaValue.MOD) {
        @Override
        double of(double a, double b) {
            return a - Math.floor(a / b) * b; // as the manual defines it, digits lost or not
        }
    },
    POW(LuaValue.POW) {
        @Override
        double of(double a, double b) {
            // Unlike Java, C says that 1 to any power is 1, and -1 to an infinite one too.
            return a == 1 || a == -1 && Double.isInfinite(b) ? 1 : Math.pow(a, b);
        }
    };

    private final LuaString metamethod;

    Arithmetic(LuaString metamethod) {
        this.metamethod = metamethod;
    }

    abstract double of(double a, double b);

    static LuaValue add(LuaValue a, LuaValue b) {
        return a instanceof LuaInteger i && b instanceof LuaInteger j
                ? LuaInteger.valueOf((long) i.v + j.v)
                : ADD.of(a, b);
    }

    static LuaValue sub(LuaValue a, LuaValue b) {
        return a instanceof LuaInteger i && b instanceof LuaInteger j
                ? LuaInteger.valueOf((long) i.v - j.v)
                : SUB.of(a, b);
    }

    static LuaValue mul(LuaValue a, LuaValue b) {
        return a instanceof LuaInteger i && b instanceof LuaInteger j
                ? LuaInteger.valueOf((long) i.v * j.v)
                : MUL.of(a, b);
    }

    /** Unary minus. */
    static LuaValue negate(LuaValue a) {
        LuaValue number = Arguments.numberOrNil(a);
        if (!number.isnil()) {
            return LuaDouble.valueOf(-number.todouble());
        }
        return called(a.metatag(LuaValue.UNM), a, a);
    }

    LuaValue of(LuaValue a, LuaValue b) {
        if (a instanceof LuaNumber && b instanceof LuaNumber) {
            return LuaDouble.valueOf(of(a.todouble(), b.todouble()));
        }
        LuaValue x = Arguments.numberOrNil(a);
        LuaValue y = Arguments.numberOrNil(b);
        if (!x.isnil() && !y.isnil()) {
            return LuaDouble.valueOf(of(x.todouble(), y.todouble()));
        }
        LuaValue left = a.metatag(metamethod);
        return called(left.isnil() ? b.metatag(metamethod) : left, a, b);
    }

    private static LuaValue called(LuaValue metamethod, LuaValue a, LuaValue b) {
        if (metamethod.isnil()) {
            throw new LuaError("attempt to perform arithmetic"); // Blame says on what
        }
        return Metamethod.call(metamethod, a, b);
    }
}
