package moonlet.lua.engine.compiled;

import org.luaj.vm2.Lua;

/** What the body of a function gives back: decided once for all its returns. */
enum Returns {
    /** Always exactly one value. */
    VALUE,

    /** Any number of values, or a tail call to be made. */
    VALUES;

    static Returns of(Effects effects, TypeInference types, int length) {
        for (int pc = 0; pc < length; pc++) {
            Instruction i = effects.at(pc);
            boolean leaves = i.operator() == Lua.OP_RETURN || i.operator() == Lua.OP_TAILCALL;
            if (leaves && types.before(pc) != null && !isOneValue(i)) {
                return VALUES;
            }
        }
        return VALUE;
    }

    private static boolean isOneValue(Instruction i) {
        return i.operator() == Lua.OP_RETURN && i.b() == 2;
    }
}
