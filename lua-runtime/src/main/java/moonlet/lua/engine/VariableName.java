package moonlet.lua.engine;

import org.luaj.vm2.LocVars;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;

/**
 * Finds how the source text calls the value in a register: a local, or the global, field, method or
 * upvalue it was just loaded from.
 */
final class VariableName {
    private static final int OPERATOR_MASK = 0x3f;
    private static final String UNKNOWN = "?";

    /** A name, and what kind of thing it is the name of. */
    record Found(String kind, String name) {
        boolean isUnknown() {
            return name.equals(UNKNOWN);
        }

        boolean isMethod() {
            return kind.equals("method");
        }

        @Override
        public String toString() {
            return kind + " '" + name + "'";
        }
    }

    private final Prototype prototype;
    private final int pc;

    VariableName(Prototype prototype, int pc) {
        this.prototype = prototype;
        this.pc = pc;
    }

    /** For example {@code local 'x'}; null if the value has no name. */
    Found of(int register) {
        String local = local(register);
        if (local != null) {
            return new Found("local", local);
        }
        int loader = lastWriter(register);
        if (loader < 0) {
            return null;
        }
        int i = prototype.code[loader];
        int b = i >>> 23;
        int c = i >> 14 & 0x1ff;
        return switch (i & OPERATOR_MASK) {
            case Lua.OP_MOVE -> b < register ? new VariableName(prototype, loader).of(b) : null;
            case Lua.OP_GETTABUP ->
                    new Found("_ENV".equals(upvalue(b)) ? "global" : "field", constant(c));
            case Lua.OP_GETTABLE ->
                    new Found(
                            "_ENV".equals(new VariableName(prototype, loader).local(b))
                                    ? "global"
                                    : "field",
                            constant(c));
            case Lua.OP_GETUPVAL -> new Found("upvalue", upvalue(b));
            case Lua.OP_SELF -> new Found("method", constant(c));
            case Lua.OP_LOADK ->
                    prototype.k[i >>> 14] instanceof LuaString text
                            ? new Found("constant", Utf8.string(text))
                            : null;
            default -> null;
        };
    }

    private String local(int register) {
        int number = register;
        for (LocVars variable : prototype.locvars) {
            if (variable.startpc > pc) {
                break;
            }
            if (pc < variable.endpc && number-- == 0) {
                return Utf8.string(variable.varname);
            }
        }
        return null;
    }

    private String upvalue(int index) {
        LuaString name = prototype.upvalues[index].name;
        return name == null ? UNKNOWN : Utf8.string(name);
    }

    private String constant(int operand) {
        if (operand <= 0xff) {
            return UNKNOWN;
        }
        LuaValue value = prototype.k[operand & 0xff];
        return value instanceof LuaString text ? Utf8.string(text) : UNKNOWN;
    }

    /** The last instruction before {@code pc} that wrote the register in a straight line. */
    private int lastWriter(int register) {
        int writer = -1;
        int jumpTarget = 0; // code up to here is conditional
        for (int at = 0; at < pc; at++) {
            int i = prototype.code[at];
            int a = i >> 6 & 0xff;
            boolean writes =
                    switch (i & OPERATOR_MASK) {
                        case Lua.OP_LOADNIL -> a <= register && register <= a + (i >>> 23);
                        case Lua.OP_TFORCALL -> register >= a + 2;
                        case Lua.OP_CALL, Lua.OP_TAILCALL -> register >= a;
                        case Lua.OP_JMP -> {
                            int target = at + 1 + (i >>> 14) - 0x1ffff;
                            if (at < target && target <= pc) {
                                jumpTarget = Math.max(jumpTarget, target);
                            }
                            yield false;
                        }
                        case Lua.OP_SELF -> register == a || register == a + 1;
                        case Lua.OP_SETTABUP,
                                Lua.OP_SETUPVAL,
                                Lua.OP_SETTABLE,
                                Lua.OP_EQ,
                                Lua.OP_LT,
                                Lua.OP_LE,
                                Lua.OP_TEST,
                                Lua.OP_RETURN,
                                Lua.OP_SETLIST,
                                Lua.OP_EXTRAARG ->
                                false;
                        default -> register == a;
                    };
            if (writes) {
                writer = at < jumpTarget ? -1 : at;
            }
        }
        return writer;
    }
}
