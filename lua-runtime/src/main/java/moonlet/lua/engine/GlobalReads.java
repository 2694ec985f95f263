package moonlet.lua.engine;

import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The globals that the functions of a chunk read, or require by a constant name, and never set. */
final class GlobalReads {
    private static final String ENVIRONMENT = "_ENV";

    private final Map<String, Integer> lines = new TreeMap<>();
    private final Set<String> written = new HashSet<>();

    private GlobalReads() {}

    /** Their names, each with the first line where that happens. */
    static Map<String, Integer> of(Prototype chunk) {
        GlobalReads reads = new GlobalReads();
        reads.add(chunk);
        reads.lines.keySet().removeAll(reads.written);
        return reads.lines;
    }

    private void add(Prototype function) {
        for (int pc = 0; pc < function.code.length; pc++) {
            int instruction = function.code[pc];
            switch (Lua.GET_OPCODE(instruction)) {
                case Lua.OP_GETTABUP -> {
                    if (isEnvironment(function, Lua.GETARG_B(instruction))) {
                        read(function, pc, constant(function, Lua.GETARG_C(instruction)));
                    }
                }
                case Lua.OP_SETTABUP -> {
                    if (isEnvironment(function, Lua.GETARG_A(instruction))) {
                        written.add(constant(function, Lua.GETARG_B(instruction)));
                    }
                }
                default -> {}
            }
        }
        for (Prototype inner : function.p) {
            add(inner);
        }
    }

    private void read(Prototype function, int pc, String name) {
        lines.merge(name, function.lineinfo[pc], Math::min);
        if (name.equals("require") && isCalledWithConstant(function.code, pc)) {
            String required = text(function.k[Lua.GETARG_Bx(function.code[pc + 1])]);
            lines.merge(required, function.lineinfo[pc], Math::min);
        }
    }

    /** What is got at {@code pc}: the parser puts its only argument, and the call, right behind. */
    private static boolean isCalledWithConstant(int[] code, int pc) {
        return pc + 2 < code.length
                && Lua.GET_OPCODE(code[pc + 1]) == Lua.OP_LOADK
                && Lua.GET_OPCODE(code[pc + 2]) == Lua.OP_CALL
                && Lua.GETARG_A(code[pc + 2]) == Lua.GETARG_A(code[pc]);
    }

    private static boolean isEnvironment(Prototype function, int upvalue) {
        return function.upvalues[upvalue].name != null
                && text(function.upvalues[upvalue].name).equals(ENVIRONMENT);
    }

    /** Empty where it is computed. */
    private static String constant(Prototype function, int operand) {
        return Lua.ISK(operand) ? text(function.k[Lua.INDEXK(operand)]) : "";
    }

    private static String text(LuaValue value) {
        return value.isstring() ? Utf8.string(value.checkstring()) : "";
    }
}
