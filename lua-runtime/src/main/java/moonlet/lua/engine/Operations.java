package moonlet.lua.engine;

import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * The operators as compiled code calls them: numbers at once, everything else by the interpreter's
 * rules. Where an operator fails, its operands travel with the error. Public for generated classes.
 */
public final class Operations {
    private Operations() {}

    public static LuaValue add(LuaValue a, LuaValue b) {
        if (a instanceof LuaInteger i && b instanceof LuaInteger j) {
            return LuaInteger.valueOf((long) i.v + j.v);
        }
        if (a instanceof LuaDouble x && b instanceof LuaDouble y) {
            return LuaDouble.valueOf(x.todouble() + y.todouble());
        }
        return addSlowly(a, b);
    }

    public static LuaValue sub(LuaValue a, LuaValue b) {
        if (a instanceof LuaInteger i && b instanceof LuaInteger j) {
            return LuaInteger.valueOf((long) i.v - j.v);
        }
        if (a instanceof LuaDouble x && b instanceof LuaDouble y) {
            return LuaDouble.valueOf(x.todouble() - y.todouble());
        }
        return subSlowly(a, b);
    }

    public static LuaValue mul(LuaValue a, LuaValue b) {
        if (a instanceof LuaInteger i && b instanceof LuaInteger j) {
            return LuaInteger.valueOf((long) i.v * j.v);
        }
        if (a instanceof LuaDouble x && b instanceof LuaDouble y) {
            return LuaDouble.valueOf(x.todouble() * y.todouble());
        }
        return mulSlowly(a, b);
    }

    public static LuaValue div(LuaValue a, LuaValue b) {
        if (a instanceof LuaNumber && b instanceof LuaNumber) {
            return LuaDouble.valueOf(real(a) / real(b));
        }
        return divSlowly(a, b);
    }

    public static LuaValue mod(LuaValue a, LuaValue b) {
        if (a instanceof LuaInteger i && b instanceof LuaInteger j && j.v > 0) {
            return LuaInteger.valueOf(Math.floorMod(i.v, j.v));
        }
        return modSlowly(a, b);
    }

    public static LuaValue pow(LuaValue a, LuaValue b) {
        return powSlowly(a, b);
    }

    public static LuaValue addSlowly(LuaValue a, LuaValue b) {
        return slowly(Arithmetic.ADD, a, b);
    }

    public static LuaValue subSlowly(LuaValue a, LuaValue b) {
        return slowly(Arithmetic.SUB, a, b);
    }

    public static LuaValue mulSlowly(LuaValue a, LuaValue b) {
        return slowly(Arithmetic.MUL, a, b);
    }

    public static LuaValue divSlowly(LuaValue a, LuaValue b) {
        return slowly(Arithmetic.DIV, a, b);
    }

    public static LuaValue modSlowly(LuaValue a, LuaValue b) {
        return slowly(Arithmetic.MOD, a, b);
    }

    public static LuaValue powSlowly(LuaValue a, LuaValue b) {
        return slowly(Arithmetic.POW, a, b);
    }

    private static LuaValue slowly(Arithmetic operator, LuaValue a, LuaValue b) {
        try {
            return operator.of(a, b);
        } catch (LuaError error) {
            throw explained(error, a, b);
        }
    }

    /** {@code %} of two numbers that need no boxes. */
    public static double mod(double a, double b) {
        return Arithmetic.MOD.of(a, b);
    }

    /** {@code ^} of two numbers that need no boxes; as in boxes, there is no negative zero. */
    public static double pow(double a, double b) {
        return Arithmetic.POW.of(a + 0.0, b + 0.0);
    }

    public static LuaValue negate(LuaValue a) {
        try {
            return Arithmetic.negate(a);
        } catch (LuaError error) {
            throw explained(error, a);
        }
    }

    public static LuaValue length(LuaValue a) {
        try {
            return a.len();
        } catch (LuaError error) {
            throw explained(error, a);
        }
    }

    /** The length of a table without a metatable or of a text; negative for anything else. */
    public static int lengthIfPlain(LuaValue a) {
        if (a instanceof Table table) {
            return table.hasMetatable() ? -1 : table.rawlen();
        }
        return a instanceof LuaString text ? text.m_length : -1;
    }

    public static LuaValue concat(LuaValue[] values, CompiledFunction caller) {
        try {
            return Concat.of(values, 0, values.length - 1, caller.meter);
        } catch (LuaError error) {
            throw explained(error, values);
        }
    }

    public static boolean eq(LuaValue a, LuaValue b) {
        if (a instanceof LuaString s && b instanceof LuaString t) {
            return Equality.same(s, t);
        }
        // A boxed number is asked, since it may be none (NaN), which equals nothing.
        return a == b && !(a instanceof LuaDouble) || a.eq_b(b);
    }

    /** {@code a == b} for a constant text. */
    public static boolean eq(LuaValue a, LuaString b) {
        return a == b || a instanceof LuaString text && Equality.same(text, b);
    }

    public static boolean lt(LuaValue a, LuaValue b) {
        try {
            return Order.less(a, b);
        } catch (LuaError error) {
            throw explained(error, a, b);
        }
    }

    public static boolean le(LuaValue a, LuaValue b) {
        try {
            return Order.lessOrEqual(a, b);
        } catch (LuaError error) {
            throw explained(error, a, b);
        }
    }

    /** Whether a value counts as true. */
    public static boolean truth(LuaValue a) {
        return a != LuaValue.FALSE && a != LuaValue.NIL && a != LuaValue.NONE;
    }

    /** The value of a number. */
    static double real(LuaValue number) {
        return number instanceof LuaInteger i ? i.v : number.todouble();
    }

    /** The value of what probably is a number; not a number for anything else. */
    public static double likely(LuaValue value) {
        if (value instanceof LuaDouble number) {
            return number.todouble();
        }
        return value instanceof LuaInteger number ? number.v : Double.NaN;
    }

    /** A likely number as a value: {@code value}, or a box for the number if there is none. */
    public static LuaValue boxed(LuaValue value, double number) {
        return value == null ? LuaDouble.valueOf(number) : value;
    }

    public static LuaValue boxed(double number) {
        return LuaDouble.valueOf(number);
    }

    public static LuaValue boxed(long number) {
        return LuaInteger.valueOf(number);
    }

    /** The error for the function it happens in, with what the operator was given. */
    static LuaError explained(LuaError error, LuaValue... operands) {
        return error instanceof Raised || error instanceof OperandFault
                ? error
                : new OperandFault(error.getMessage(), operands);
    }
}
