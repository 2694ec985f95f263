package moonlet.lua.engine.compiled;

import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/**
 * Which registers hold numbers where, found by running the function over kinds instead of values
 * until nothing changes. Nothing is guessed: what is called a number here always is one.
 */
final class TypeInference {
    private static final int STEP_MAX = 256;

    private final Prototype prototype;
    private final Effects effects;
    private final Liveness liveness;
    private final boolean[] cells;
    private final boolean pairs;
    private final BitSet jumpTargets = new BitSet();
    private final Kinds[] before;
    private final Kinds[] after;

    /**
     * @param pairs whether to keep likely numbers unboxed, which takes more code
     */
    TypeInference(
            Prototype prototype,
            Effects effects,
            Liveness liveness,
            boolean[] cells,
            boolean pairs) {
        this.prototype = prototype;
        this.effects = effects;
        this.liveness = liveness;
        this.cells = cells;
        this.pairs = pairs;
        before = new Kinds[prototype.code.length + 1];
        after = new Kinds[prototype.code.length + 1];
        for (int at = 0; at < prototype.code.length; at++) {
            int pc = at;
            effects.successors(
                    pc,
                    next -> {
                        if (next != pc + 1) {
                            jumpTargets.set(next);
                        }
                    });
        }
        run();
    }

    /** The kinds that an instruction finds; null if it can never run. */
    Kinds before(int pc) {
        return before[pc];
    }

    /** The kinds that an instruction leaves. */
    Kinds after(int pc) {
        return after[pc];
    }

    boolean isJumpTarget(int pc) {
        return jumpTargets.get(pc);
    }

    /** The step of a numeric loop if it is a constant, or null. */
    LuaNumber constantStep(int pc) {
        Instruction last = effects.at(Math.max(pc - 1, 0));
        return !jumpTargets.get(pc)
                        && last.operator() == Lua.OP_LOADK
                        && last.a() == effects.at(pc).a() + 2
                        && prototype.k[last.bx()] instanceof LuaNumber number
                ? number
                : null;
    }

    private void run() {
        Kinds entry = new Kinds(prototype.maxstacksize);
        for (int r = 0; r < prototype.maxstacksize; r++) {
            entry.set(r, liveness.isLive(0, r) || cells[r] ? Kind.BOXED : null);
        }
        before[0] = entry;
        Deque<Integer> work = new ArrayDeque<>();
        work.add(0);
        while (!work.isEmpty()) {
            int pc = work.poll();
            Kinds left = before[pc].copy();
            transfer(pc, left);
            after[pc] = left;
            effects.successors(
                    pc,
                    next -> {
                        // A TESTSET that does not jump leaves its target register alone.
                        boolean untouched =
                                effects.at(pc).operator() == Lua.OP_TESTSET && next == pc + 2;
                        if (flow(untouched ? before[pc] : left, next)) {
                            work.add(next);
                        }
                    });
        }
    }

    private boolean flow(Kinds from, int to) {
        Kinds joined = before[to] == null ? new Kinds(prototype.maxstacksize) : before[to].copy();
        for (int r = 0; r < prototype.maxstacksize; r++) {
            if (cells[r]) {
                joined.set(r, Kind.BOXED);
            } else if (liveness.isLive(to, r)) {
                joined.join(r, from, pairs && liveness.isWantedAsNumber(to, r));
            }
        }
        boolean changed = before[to] == null || !joined.equals(before[to]);
        before[to] = joined;
        return changed;
    }

    private void transfer(int pc, Kinds kinds) {
        Instruction i = effects.at(pc);
        int a = i.a();
        switch (i.operator()) {
            case Lua.OP_MOVE, Lua.OP_TESTSET -> kinds.copy(i.b(), a);
            case Lua.OP_LOADK -> {
                boolean wanted = liveness.isWantedAsNumber(pc + 1, a);
                setConstant(kinds, a, wanted ? prototype.k[i.bx()] : LuaValue.NIL);
            }
            case Lua.OP_ADD, Lua.OP_SUB, Lua.OP_MUL, Lua.OP_DIV, Lua.OP_MOD, Lua.OP_POW ->
                    arithmetic(pc, i, kinds);
            case Lua.OP_UNM -> {
                Kind operand = kinds.of(i.b());
                if (operand.isNumber()) {
                    kinds.copy(i.b(), a);
                } else {
                    kinds.set(a, likely(pc, a));
                }
            }
            case Lua.OP_LEN -> kinds.set(a, likely(pc, a));
            case Lua.OP_GETTABLE, Lua.OP_GETTABUP -> {
                boolean likely = pairs && liveness.isCalculatedWith(pc + 1, a);
                kinds.set(a, likely ? Kind.PAIR : Kind.BOXED);
            }
            case Lua.OP_FORPREP -> prepare(pc, a, kinds);
            case Lua.OP_FORLOOP -> kinds.copy(a, a + 3);
            case Lua.OP_TFORLOOP -> kinds.copy(a + 1, a);
            default -> effects.writes(pc, r -> kinds.set(r, Kind.BOXED));
        }
        for (int r = 0; r < cells.length; r++) {
            if (cells[r]) {
                kinds.set(r, Kind.BOXED);
            }
        }
    }

    private static void setConstant(Kinds kinds, int register, LuaValue constant) {
        switch (constant) {
            case LuaInteger whole -> kinds.setWhole(register, Kinds.size(whole.v));
            case LuaDouble _ -> kinds.set(register, Kind.DOUBLE);
            default -> kinds.set(register, Kind.BOXED);
        }
    }

    private Kind likely(int pc, int register) {
        return pairs && liveness.isWantedAsNumber(pc + 1, register) ? Kind.PAIR : Kind.BOXED;
    }

    private void arithmetic(int pc, Instruction i, Kinds kinds) {
        Kind left = kind(kinds, i.b());
        Kind right = kind(kinds, i.c());
        if (!left.isNumber() || !right.isNumber()) {
            kinds.set(i.a(), likely(pc, i.a()));
        } else if (left == Kind.LONG && right == Kind.LONG) {
            int l = bits(kinds, i.b());
            int r = bits(kinds, i.c());
            switch (i.operator()) {
                case Lua.OP_ADD, Lua.OP_SUB -> kinds.setWhole(i.a(), Math.max(l, r) + 1);
                case Lua.OP_MUL -> kinds.setWhole(i.a(), l + r);
                case Lua.OP_MOD -> {
                    boolean positive =
                            Instruction.isConstant(i.c())
                                    && prototype.k[Instruction.constant(i.c())]
                                            instanceof LuaInteger n
                                    && n.v > 0;
                    if (positive) {
                        kinds.setWhole(i.a(), r);
                    } else {
                        kinds.set(i.a(), Kind.DOUBLE);
                    }
                }
                default -> kinds.set(i.a(), Kind.DOUBLE);
            }
        } else {
            kinds.set(i.a(), Kind.DOUBLE);
        }
    }

    /** The kind of a B or C operand. */
    Kind kind(Kinds kinds, int operand) {
        if (!Instruction.isConstant(operand)) {
            return kinds.of(operand);
        }
        return switch (prototype.k[Instruction.constant(operand)]) {
            case LuaInteger _ -> Kind.LONG;
            case LuaDouble _ -> Kind.DOUBLE;
            default -> Kind.BOXED;
        };
    }

    private int bits(Kinds kinds, int operand) {
        return Instruction.isConstant(operand)
                ? Kinds.size(prototype.k[Instruction.constant(operand)].tolong())
                : kinds.bits(operand);
    }

    private void prepare(int pc, int a, Kinds kinds) {
        boolean whole =
                kinds.of(a) == Kind.LONG
                        && !cells[a]
                        && !cells[a + 1]
                        && kinds.bits(a) <= Kinds.COUNTER_BITS
                        && constantStep(pc) instanceof LuaInteger step
                        && step.v != 0
                        && Math.abs((long) step.v) <= STEP_MAX;
        if (whole) {
            kinds.setWhole(a, Kinds.COUNTER_BITS);
            kinds.setWhole(a + 1, Kinds.COUNTER_BITS);
        } else {
            kinds.set(a, Kind.DOUBLE);
            kinds.set(a + 1, Kind.DOUBLE);
        }
        kinds.set(a + 2, whole ? kinds.of(a + 2) : Kind.DOUBLE);
    }
}
