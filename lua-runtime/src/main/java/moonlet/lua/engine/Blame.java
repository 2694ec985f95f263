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
    private static final LuaValue[] NO_OPERANDS = {};

    private final Prototype prototype;
    private final LuaValue[] operands; // of the instruction, in the order of operands() below
    private final int pc;

    private Blame(Prototype prototype, LuaValue[] operands, int pc) {
        this.prototype = prototype;
        this.operands = operands;
        this.pc = pc;
    }

    /** The error as it leaves the interpreted function that failed at {@code pc}. */
    static Raised located(
            LuaError error, Prototype prototype, LuaValue[] stack, UpValue[] upvalues, int pc) {
        return located(
                error,
                prototype,
                error instanceof Raised
                        ? NO_OPERANDS
                        : operands(prototype, stack, upvalues, prototype.code[pc]),
                pc);
    }

    /** The error as it leaves the compiled function that failed at {@code pc}. */
    static Raised located(LuaError error, Prototype prototype, int pc) {
        LuaValue[] operands = error instanceof OperandFault f ? f.operands() : NO_OPERANDS;
        return located(error, prototype, operands, pc);
    }

    private static Raised located(
            LuaError error, Prototype prototype, LuaValue[] operands, int pc) {
        Raised raised;
        if (error instanceof Raised known) {
            raised = known;
            raised.calledAs(() -> calledName(prototype, pc));
        } else {
            String text = operands.length == 0 ? null : new Blame(prototype, operands, pc).text();
            raised = new Raised(text != null ? text : String.valueOf(error.getMessage()));
        }
        raised.passes(source(prototype), line(prototype, pc));
        return raised;
    }

    /** How the call at {@code pc} names what it calls; null if it does not, or is no call. */
    private static VariableName.Found calledName(Prototype prototype, int pc) {
        int i = prototype.code[pc];
        return switch (i & 0x3f) {
            case Lua.OP_CALL, Lua.OP_TAILCALL -> new VariableName(prototype, pc).of(i >> 6 & 0xff);
            case Lua.OP_TFORCALL -> new VariableName.Found("for iterator", "for iterator");
            default -> null;
        };
    }

    static String source(Prototype prototype) {
        // Encoded by the parser with LuaJ's own conversion; only the same one reads it back.
        return prototype.source.tojstring().substring(1);
    }

    static int line(Prototype prototype, int pc) {
        int[] lines = prototype.lineinfo;
        return lines == null || lines.length == 0 ? 0 : lines[Math.clamp(pc, 0, lines.length - 1)];
    }

    /** The values that explain a failure: for an assignment the table and the key, and so on. */
    private static LuaValue[] operands(
            Prototype prototype, LuaValue[] stack, UpValue[] upvalues, int i) {
        int a = i >> 6 & 0xff;
        int b = i >>> 23;
        int c = i >> 14 & 0x1ff;
        LuaValue[] k = prototype.k;
        return switch (i & 0x3f) {
            case Lua.OP_GETTABLE, Lua.OP_SELF, Lua.OP_UNM, Lua.OP_LEN -> values(stack[b]);
            case Lua.OP_GETTABUP -> values(upvalues[b].getValue());
            case Lua.OP_SETTABUP -> values(upvalues[a].getValue(), operand(stack, k, b));
            case Lua.OP_SETTABLE -> values(stack[a], operand(stack, k, b));
            case Lua.OP_CALL, Lua.OP_TAILCALL, Lua.OP_TFORCALL -> values(stack[a]);
            case Lua.OP_ADD,
                    Lua.OP_SUB,
                    Lua.OP_MUL,
                    Lua.OP_DIV,
                    Lua.OP_MOD,
                    Lua.OP_POW,
                    Lua.OP_LT,
                    Lua.OP_LE ->
                    values(operand(stack, k, b), operand(stack, k, c));
            case Lua.OP_CONCAT -> java.util.Arrays.copyOfRange(stack, b, c + 1);
            default -> NO_OPERANDS;
        };
    }

    private static LuaValue[] values(LuaValue... values) {
        return values;
    }

    private static LuaValue operand(LuaValue[] stack, LuaValue[] constants, int index) {
        return index > 0xff ? constants[index & 0xff] : stack[index];
    }

    /** What the instruction could not do, or null if its operands do not explain it. */
    private String text() {
        int i = prototype.code[pc];
        int a = i >> 6 & 0xff;
        int b = i >>> 23;
        int c = i >> 14 & 0x1ff;
        LuaValue first = operands[0];
        LuaValue second = operands[operands.length - 1];
        return switch (i & 0x3f) {
            case Lua.OP_GETTABLE, Lua.OP_SELF -> index(first, b);
            case Lua.OP_GETTABUP -> upvalueIndex(first, b);
            case Lua.OP_SETTABUP -> first.istable() ? key(second) : upvalueIndex(first, a);
            case Lua.OP_SETTABLE -> first.istable() ? key(second) : index(first, a);
            case Lua.OP_CALL, Lua.OP_TAILCALL -> called(first, a);
            case Lua.OP_TFORCALL ->
                    first.isfunction() ? null : "attempt to call a " + first.typename() + " value";
            case Lua.OP_ADD, Lua.OP_SUB, Lua.OP_MUL, Lua.OP_DIV, Lua.OP_MOD, Lua.OP_POW ->
                    arithmetic(first, b, second, c);
            case Lua.OP_UNM -> arithmetic(first, b, first, b);
            case Lua.OP_LEN -> "attempt to get length of " + described(first, b);
            case Lua.OP_CONCAT -> concatenated(b);
            case Lua.OP_LT, Lua.OP_LE -> compared(first, second);
            default -> null;
        };
    }

    private String index(LuaValue value, int register) {
        return value.istable() ? null : "attempt to index " + described(value, register);
    }

    private String upvalueIndex(LuaValue value, int upvalue) {
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

    private String called(LuaValue value, int register) {
        return value.isfunction() || value.metatag(LuaValue.CALL).isfunction()
                ? null
                : "attempt to call " + described(value, register);
    }

    private String arithmetic(LuaValue left, int b, LuaValue right, int c) {
        boolean second = !Arguments.numberOrNil(left).isnil();
        LuaValue culprit = second ? right : left;
        return Arguments.numberOrNil(culprit).isnil()
                ? "attempt to perform arithmetic on " + described(culprit, second ? c : b)
                : null;
    }

    private String concatenated(int from) {
        for (int i = operands.length - 2; i >= 0; i--) {
            LuaValue left = operands[i];
            LuaValue right = operands[i + 1];
            if (Concat.isText(left) && Concat.isText(right)) {
                continue;
            }
            if (left.metatag(LuaValue.CONCAT).isnil() && right.metatag(LuaValue.CONCAT).isnil()) {
                int culprit = Concat.isText(left) ? i + 1 : i;
                return "attempt to concatenate " + described(operands[culprit], from + culprit);
            }
            operands[i] = LuaValue.EMPTYSTRING; // what the metamethod gave, most likely a text
        }
        return null;
    }

    private static String compared(LuaValue left, LuaValue right) {
        boolean fits =
                left.typename().equals(right.typename())
                        && (left.type() == LuaValue.TNUMBER || left instanceof LuaString);
        return fits ? null : Order.incomparable(left, right);
    }

    private String described(LuaValue value, int register) {
        VariableName.Found name =
                register > 0xff ? null : new VariableName(prototype, pc).of(register);
        String type = value instanceof LuaTable ? "table" : value.typename();
        return name == null ? "a " + type + " value" : name + " (a " + type + " value)";
    }

    private String upvalueName(int index) {
        LuaString name = prototype.upvalues[index].name;
        return name == null ? "?" : Utf8.string(name);
    }
}
