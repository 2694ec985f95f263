package moonlet.lua.engine;

import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaValue;

/**
 * The numeric {@code for}: index, limit and step in three registers, the variable in the fourth.
 */
final class NumericFor {
    private NumericFor() {}

    /** Checks the three values and steps back once, so that the first turn steps forward. */
    static void prepare(LuaValue[] stack, int a) {
        LuaValue limit = Arguments.numberOrNil(stack[a + 1]);
        LuaValue step = Arguments.numberOrNil(stack[a + 2]);
        LuaValue initial = Arguments.numberOrNil(stack[a]);
        if (initial.isnil()) {
            throw new Raised("'for' initial value must be a number");
        }
        if (limit.isnil()) {
            throw new Raised("'for' limit must be a number");
        }
        if (step.isnil()) {
            throw new Raised("'for' step must be a number");
        }
        stack[a] = Arithmetic.sub(initial, step);
        stack[a + 1] = limit;
        stack[a + 2] = step;
    }

    /** Steps forward; returns whether the loop goes on, with the loop variable set. */
    static boolean next(LuaValue[] stack, int a) {
        LuaValue step = stack[a + 2];
        LuaValue limit = stack[a + 1];
        LuaValue index = Arithmetic.add(stack[a], step);
        boolean again;
        if (index instanceof LuaInteger i && limit instanceof LuaInteger l) {
            again = step.gt_b(0) ? i.v <= l.v : i.v >= l.v;
        } else {
            again = step.gt_b(0) ? index.lteq_b(limit) : index.gteq_b(limit);
        }
        if (again) {
            stack[a] = index;
            stack[a + 3] = index;
        }
        return again;
    }
}
