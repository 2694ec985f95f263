package moonlet.lua.engine.compiled;

import org.luaj.vm2.LocVars;
import org.luaj.vm2.Lua;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.Upvaldesc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One Lua function of a chunk: where it stands among the others, and how it gets at the variables
 * of the functions around it.
 */
final class Unit {
    /** A variable that some closure sees; the same object for all who see it. */
    static final class Variable {
        private boolean reassigned;

        /** Whether its value changes while closures hold it, so that they must share a cell. */
        boolean reassigned() {
            return reassigned;
        }
    }

    final Prototype prototype;
    final int number;
    private final Unit[] inner;
    private final Unit parent; // null for the main function of the chunk
    private final int madeAt; // the instruction of the parent that makes this function
    private final Variable[] seen; // by upvalue
    private final Map<LocVars, Variable> locals = new HashMap<>();

    private Unit(Prototype prototype, Unit parent, int madeAt, List<Unit> all) {
        this.prototype = prototype;
        this.parent = parent;
        this.madeAt = madeAt;
        this.number = all.size();
        this.seen = new Variable[prototype.upvalues.length];
        this.inner = new Unit[prototype.p.length];
        all.add(this);
        for (int j = 0; j < seen.length; j++) {
            seen[j] =
                    parent == null ? new Variable() : parent.variable(prototype.upvalues[j], this);
        }
        for (int pc = 0; pc < prototype.code.length; pc++) {
            Instruction i = new Instruction(prototype.code[pc]);
            if (i.operator() == Lua.OP_SETUPVAL) {
                seen[i.b()].reassigned = true;
            } else if (i.operator() == Lua.OP_CLOSURE) {
                inner[i.bx()] = new Unit(prototype.p[i.bx()], this, pc, all);
            }
        }
    }

    /** All functions of a chunk, the main one first. */
    static List<Unit> all(Prototype main) {
        List<Unit> all = new ArrayList<>();
        new Unit(main, null, 0, all);
        return all;
    }

    /** The function that {@code prototype.p[index]} is. */
    Unit inner(int index) {
        return inner[index];
    }

    /** Whether upvalue {@code j} is the local variable that holds this very function. */
    boolean isItself(int j) {
        return parent != null
                && prototype.upvalues[j].instack
                && prototype.upvalues[j].idx == new Instruction(parent.prototype.code[madeAt]).a()
                && parent.local(prototype.upvalues[j].idx, madeAt) == null
                && !seen[j].reassigned;
    }

    boolean inCell(int j) {
        return seen[j].reassigned;
    }

    /** Whether closures share a cell for the variable in a register at some time. */
    boolean[] cells() {
        boolean[] cells = new boolean[prototype.maxstacksize];
        for (Unit made : inner) {
            for (int j = 0; j < made.seen.length; j++) {
                Upvaldesc upvalue = made.prototype.upvalues[j];
                if (upvalue.instack && made.inCell(j)) {
                    cells[upvalue.idx] = true;
                }
            }
        }
        return cells;
    }

    private Variable variable(Upvaldesc upvalue, Unit maker) {
        if (!upvalue.instack) {
            return seen[upvalue.idx];
        }
        LocVars local = local(upvalue.idx, maker.madeAt);
        if (local == null) {
            // A local function is in scope inside itself one instruction before the parser says so.
            local = local(upvalue.idx, maker.madeAt + 1);
        }
        if (local == null) {
            Variable unknown = new Variable();
            unknown.reassigned = true;
            return unknown;
        }
        LocVars known = local;
        return locals.computeIfAbsent(
                known,
                _ -> {
                    Variable variable = new Variable();
                    variable.reassigned = written(upvalue.idx, known);
                    return variable;
                });
    }

    private boolean written(int register, LocVars during) {
        Effects effects = new Effects(prototype);
        boolean[] found = {false};
        for (int pc = during.startpc; pc < during.endpc; pc++) {
            effects.writes(pc, r -> found[0] |= r == register);
        }
        return found[0];
    }

    private LocVars local(int register, int pc) {
        int left = register;
        for (LocVars local : prototype.locvars) {
            if (local.startpc <= pc && pc < local.endpc && left-- == 0) {
                return local;
            }
        }
        return null;
    }
}
