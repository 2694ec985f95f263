package moonlet.lua.library;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.Raised;
import moonlet.lua.engine.SealedTable;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.util.function.LongBinaryOperator;

/** {@code bit32}: numbers as 32 bits, kept here in longs from 0 to 2^32-1 (manual §6.7). */
final class Bit32Library {
    private static final int BITS = 32;
    private static final long ALL = 0xffff_ffffL;

    private Bit32Library() {}

    static SealedTable table() {
        return new SealedTable("bit32")
                .with(new Builtin("arshift", Bit32Library::shiftArithmetic))
                .with(new Builtin("band", args -> number(fold(args, ALL, (a, b) -> a & b))))
                .with(new Builtin("bnot", args -> number(~bits(args, 1))))
                .with(new Builtin("bor", args -> number(fold(args, 0, (a, b) -> a | b))))
                .with(
                        new Builtin(
                                "btest",
                                args -> LuaValue.valueOf(fold(args, ALL, (a, b) -> a & b) != 0)))
                .with(new Builtin("bxor", args -> number(fold(args, 0, (a, b) -> a ^ b))))
                .with(new Builtin("extract", Bit32Library::extract))
                .with(new Builtin("lrotate", args -> rotateLeft(args, 1)))
                .with(new Builtin("lshift", Bit32Library::shiftLeft))
                .with(new Builtin("replace", Bit32Library::replace))
                .with(new Builtin("rrotate", args -> rotateLeft(args, -1)))
                .with(new Builtin("rshift", Bit32Library::shiftRight))
                .seal();
    }

    private static LuaValue number(long bits) {
        return LuaValue.valueOf((double) (bits & ALL));
    }

    /** A number modulo 2^32, rounded to a whole one. */
    private static long bits(Varargs args, int index) {
        double value = Math.rint(Arguments.real(args, index));
        return (long) (value % (ALL + 1)) & ALL;
    }

    private static long fold(Varargs args, long start, LongBinaryOperator operator) {
        long result = start;
        for (int i = 1; i <= args.narg(); i++) {
            result = operator.applyAsLong(result, bits(args, i));
        }
        return result;
    }

    private static Varargs shiftLeft(Varargs args) {
        return number(shifted(bits(args, 1), Arguments.integer(args, 2)));
    }

    private static Varargs shiftRight(Varargs args) {
        return number(shifted(bits(args, 1), -Arguments.integer(args, 2)));
    }

    private static long shifted(long bits, long left) {
        if (left >= BITS || left <= -BITS) {
            return 0;
        }
        return left >= 0 ? bits << left : bits >>> -left;
    }

    private static Varargs shiftArithmetic(Varargs args) {
        long bits = bits(args, 1);
        long right = Arguments.integer(args, 2);
        if (right < 0) {
            return number(shifted(bits, -right));
        }
        return number((int) bits >> Math.min(right, BITS - 1));
    }

    private static Varargs rotateLeft(Varargs args, int direction) {
        int bits = (int) bits(args, 1);
        int distance = (int) (Arguments.integer(args, 2) % BITS);
        return number(Integer.rotateLeft(bits, direction * distance));
    }

    private static Varargs extract(Varargs args) {
        long bits = bits(args, 1);
        Field field = Field.read(args, 2);
        return number(bits >>> field.low & field.mask());
    }

    private static Varargs replace(Varargs args) {
        long bits = bits(args, 1);
        long value = bits(args, 2);
        Field field = Field.read(args, 3);
        return number(bits & ~(field.mask() << field.low) | (value & field.mask()) << field.low);
    }

    /** Some neighbouring bits of a number. */
    private record Field(int low, int width) {
        static Field read(Varargs args, int index) {
            long low = Arguments.integer(args, index);
            long width = Arguments.integer(args, index + 1, 1);
            if (low < 0) {
                throw Arguments.bad(index, "field cannot be negative");
            }
            if (width <= 0) {
                throw Arguments.bad(index + 1, "width must be positive");
            }
            if (low > BITS || width > BITS || low + width > BITS) {
                throw new Raised("trying to access non-existent bits");
            }
            return new Field((int) low, (int) width);
        }

        long mask() {
            return ALL >>> (BITS - width);
        }
    }
}
