package moonlet.lua.engine.compiled;

import org.luaj.vm2.Lua;

/** One instruction of the Lua 5.2 virtual machine (lopcodes.h of PUC Lua names its parts). */
record Instruction(int word) {
    private static final int JUMP_BIAS = 0x1ffff;
    private static final int CONSTANT_FLAG = 0x100;

    int operator() {
        return word & 0x3f;
    }

    int a() {
        return word >> 6 & 0xff;
    }

    int b() {
        return word >>> 23;
    }

    int c() {
        return word >> 14 & 0x1ff;
    }

    int bx() {
        return word >>> 14;
    }

    /** The wide operand of an EXTRAARG. */
    int ax() {
        return word >>> 6;
    }

    /** Where a jump at {@code pc} goes. */
    int target(int pc) {
        return pc + 1 + bx() - JUMP_BIAS;
    }

    /** Whether a B or C operand is a constant instead of a register. */
    static boolean isConstant(int operand) {
        return operand >= CONSTANT_FLAG;
    }

    static int constant(int operand) {
        return operand & 0xff;
    }

    boolean isArithmetic() {
        int operator = operator();
        return operator >= Lua.OP_ADD && operator <= Lua.OP_POW;
    }

    boolean isComparison() {
        int operator = operator();
        return operator == Lua.OP_EQ || operator == Lua.OP_LT || operator == Lua.OP_LE;
    }

    /** Whether it calls, so that the Java stack gets deeper. */
    boolean isCall() {
        return switch (operator()) {
            case Lua.OP_CALL, Lua.OP_TAILCALL, Lua.OP_TFORCALL -> true;
            default -> false;
        };
    }
}
