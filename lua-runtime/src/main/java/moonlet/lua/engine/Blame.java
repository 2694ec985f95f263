package moonlet.lua.engine;

import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.UpValue;

/**
 * Says what a failed instruction was about, as Lua does: {@code attempt to index local 'x' (a nil
 * value)}. It works only after the fact, from the instruction and its operands, so that code that
 * does not fail pays nothing.
 */
final class Blame {
    private final Prototype prototype;
    private final LuaValue[] stack;
    private final UpValue[] upvalues;
    private final int pc;

    private Blame(Prototype prototype, LuaValue[] stack, UpValue[] upvalues, int pc) {
        this.prototype = prototype;
        this.stack = stack;
        this.upvalues = upvalues;
        this.pc = pc;
    }

    /** The error as it leaves the function that failed at {@code pc}. */
    static Raised located(
            LuaError error, Prototype prototype, LuaValue[] stack, UpValue[] upvalues, int pc) {
        Raised raised;
        if (error instanceof Raised known) {
            raised = known;
        } else {
            String text = new Blame(prototype, stack, upvalues, pc).text();
            raised = new Raised(text != null ? text : String.valueOf(error.getMessage()));
        }
        raised.passes(source(prototype), line(prototype, pc));
        return raised;
    }

    static String source(Prototype prototype) {
        // Encoded by the parser with LuaJ's own conversion; only the same one reads it back.
        return prototype.source.tojstring().substring(1);
    }

    static int line(Prototype prototype, int pc) {
        int[] lines = prototype.lineinfo;
        return lines == null || lines.length == 0 ? 0 : lines[Math.clamp(pc, 0, lines.length - 1)];
    }

    /** What the instruction could not do, or null if its operands do not explain it. */
    private String text() {
        int i = prototype.code[pc];
        int a = i >> 6 & 0xff;
        int b = i >>> 23;
        int c = i >> 14 & 0x1ff;
        return switch (i & 0x3f) {
            case Lua.OP_GETTABLE, Lua.OP_SELF -> index(stack[b], b);
            case Lua.OP_GETTABUP -> upvalueIndex(b);
            case Lua.OP_SETTABUP ->
                    upvalues[a].getValue().istable() ? key(operand(b)) : upvalueIndex(a);
            case Lua.OP_SETTABLE -> stack[a].istable() ? key(operand(b)) : index(stack[a], a);
            case Lua.OP_CALL, Lua.OP_TAILCALL -> called(a);
            case Lua.OP_TFORCALL ->
                    stack[a].isfunction()
                            ? null
                            : "attempt to call a " + stack[a].typename() + " value";
            case Lua.OP_ADD, Lua.OP_SUB, Lua.OP_MUL, Lua.OP_DIV, Lua.OP_MOD, Lua.OP_POW ->
                    arithmetic(b, c);
            case Lua.OP_UNM -> arithmetic(b, b);
            case Lua.OP_LEN -> "attempt to get length of " + described(stack[b], b);
            case Lua.OP_CONCAT -> concatenated(b, c);
            case Lua.OP_LT, Lua.OP_LE -> compared(operand(b), operand(c));
            default -> null;
        };
    }

    private LuaValue operand(int index) {
        return index > 0xff ? prototype.k[index & 0xff] : stack[index];
    }

    private String index(LuaValue value, int register) {
        return value.istable() ? null : "attempt to index " + described(value, register);
    }

    private String upvalueIndex(int upvalue) {
        LuaValue value = upvalues[upvalue].getValue();
        return value.istable()
                ? null
                : "attempt to index upvalue '"
                        + upvalueName(upvalue)
                        + "' (a "
                        + value.typename()
                        + " value)";
    }

    private static String key(LuaValue key) {
        if (key.isnil()) {
            return "table index is nil";
        }
        return key.type() == LuaValue.TNUMBER && Double.isNaN(key.todouble())
                ? "table index is NaN"
                : null;
    }

    private String called(int register) {
        LuaValue value = stack[register];
        return value.isfunction() || !value.metatag(LuaValue.CALL).isnil()
                ? null
                : "attempt to call " + described(value, register);
    }

    private String arithmetic(int b, int c) {
        boolean second = !Arguments.numberOrNil(operand(b)).isnil();
        LuaValue culprit = second ? operand(c) : operand(b);
        return Arguments.numberOrNil(culprit).isnil()
                ? "attempt to perform arithmetic on " + described(culprit, second ? c : b)
                : null;
    }

    private String concatenated(int from, int to) {
        for (int register = to; register >= from; register--) {
            LuaValue value = stack[register];
            if (value.type() != LuaValue.TSTRING && value.type() != LuaValue.TNUMBER) {
                return value.metatag(LuaValue.CONCAT).isnil()
                        ? "attempt to concatenate " + described(value, register)
                        : null;
            }
        }
        return null;
    }

    private static String compared(LuaValue left, LuaValue right) {
        String l = left.typename();
        String r = right.typename();
        boolean fits =
                l.equals(r) && (left.type() == LuaValue.TNUMBER || left instanceof LuaString);
        if (fits) {
            return null;
        }
        return l.equals(r)
                ? "attempt to compare two " + l + " values"
                : "attempt to compare " + l + " with " + r;
    }

    private String described(LuaValue value, int register) {
        String name = register > 0xff ? null : new VariableName(prototype, pc).of(register);
        String type = value instanceof LuaTable ? "table" : value.typename();
        return name == null ? "a " + type + " value" : name + " (a " + type + " value)";
    }

    private String upvalueName(int index) {
        LuaString name = prototype.upvalues[index].name;
        return name == null ? "?" : Utf8.string(name);
    }
}
