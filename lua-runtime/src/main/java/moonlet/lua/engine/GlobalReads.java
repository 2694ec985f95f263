package moonlet.lua.engine;

import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.Upvaldesc;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The globals that the functions of a chunk read, or require by a constant name, and never set. */
final class GlobalReads {
    private final Map<String, Integer> lines = new TreeMap<>();
    private final Set<String> written = new HashSet<>();
    private boolean writesUnknown; // a name that is not seen here

    private GlobalReads() {}

    /** Their names, each with the first line where that happens; none where it cannot be told. */
    static Map<String, Integer> of(Prototype chunk) {
        GlobalReads reads = new GlobalReads();
        reads.add(chunk, new boolean[] {true});
        reads.lines.keySet().removeAll(reads.written);
        return reads.writesUnknown ? Map.of() : reads.lines;
    }

    /**
     * @param globals which upvalues are the table of the globals
     */
    private void add(Prototype function, boolean[] globals) {
        for (int pc = 0; pc < function.code.length; pc++) {
            int instruction = function.code[pc];
            int operator = Lua.GET_OPCODE(instruction);
            if (operator == Lua.OP_GETTABUP && globals[Lua.GETARG_B(instruction)]) {
                read(function, pc, name(function, pc, Lua.GETARG_C(instruction)));
            } else if (operator == Lua.OP_SETTABUP && globals[Lua.GETARG_A(instruction)]) {
                String name = name(function, pc, Lua.GETARG_B(instruction));
                writesUnknown |= name.isEmpty();
                written.add(name);
            }
        }
        for (Prototype inner : function.p) {
            boolean[] innerGlobals = new boolean[inner.upvalues.length];
            for (int i = 0; i < innerGlobals.length; i++) {
                Upvaldesc upvalue = inner.upvalues[i];
                innerGlobals[i] = !upvalue.instack && globals[upvalue.idx];
            }
            add(inner, innerGlobals);
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
        if (pc + 2 >= code.length || Lua.GET_OPCODE(code[pc + 1]) != Lua.OP_LOADK) {
            return false;
        }
        int call = Lua.GET_OPCODE(code[pc + 2]);
        return (call == Lua.OP_CALL || call == Lua.OP_TAILCALL)
                && Lua.GETARG_A(code[pc + 2]) == Lua.GETARG_A(code[pc]);
    }

    /** A constant, which large functions load into a register first; empty where it is none. */
    private static String name(Prototype function, int pc, int operand) {
        if (Lua.ISK(operand)) {
            return text(function.k[Lua.INDEXK(operand)]);
        }
        int before = pc == 0 ? 0 : function.code[pc - 1];
        boolean loaded = Lua.GET_OPCODE(before) == Lua.OP_LOADK && Lua.GETARG_A(before) == operand;
        return loaded ? text(function.k[Lua.GETARG_Bx(before)]) : "";
    }

    private static String text(LuaValue value) {
        return value.isstring() ? Utf8.string(value.checkstring()) : "";
    }
}
