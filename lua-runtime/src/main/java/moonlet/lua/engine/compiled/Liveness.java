package moonlet.lua.engine.compiled;

import org.luaj.vm2.Lua;
import org.luaj.vm2.Prototype;

import java.util.BitSet;

/**
 * Which registers somebody will still read, and which of them as numbers: found backwards from the
 * end of a function until nothing changes.
 */
final class Liveness {
    private final Effects effects;
    private final BitSet[] live;
    private final BitSet[] wanted;
    private final BitSet[] calculated;

    Liveness(Prototype prototype, Effects effects) {
        this.effects = effects;
        int length = prototype.code.length;
        live = new BitSet[length + 1];
        wanted = new BitSet[length + 1];
        calculated = new BitSet[length + 1];
        for (int pc = 0; pc <= length; pc++) {
            live[pc] = new BitSet();
            wanted[pc] = new BitSet();
            calculated[pc] = new BitSet();
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int pc = length - 1; pc >= 0; pc--) {
                changed |= update(pc);
            }
        }
    }

    /** Whether the value in a register may be read at {@code pc} or later. */
    boolean isLive(int pc, int register) {
        return live[pc].get(register);
    }

    /** Whether somebody calculates or compares with it, or looks it up in a table. */
    boolean isWantedAsNumber(int pc, int register) {
        return wanted[pc].get(register);
    }

    /** Whether somebody calculates with it, so that it hardly is a text or a table. */
    boolean isCalculatedWith(int pc, int register) {
        return calculated[pc].get(register);
    }

    private boolean update(int pc) {
        BitSet nowLive = new BitSet();
        BitSet nowWanted = new BitSet();
        BitSet nowCalculated = new BitSet();
        Instruction i = effects.at(pc);
        effects.successors(
                pc,
                next -> {
                    BitSet thereLive = (BitSet) live[next].clone();
                    BitSet thereWanted = (BitSet) wanted[next].clone();
                    BitSet thereCalculated = (BitSet) calculated[next].clone();
                    if (writesBefore(i, pc, next)) {
                        effects.writes(pc, thereLive::clear);
                        effects.writes(pc, thereWanted::clear);
                        effects.writes(pc, thereCalculated::clear);
                    }
                    nowLive.or(thereLive);
                    nowWanted.or(thereWanted);
                    nowCalculated.or(thereCalculated);
                });
        effects.reads(pc, nowLive::set);
        if (passesOn(pc, i, wanted) || counts(i)) {
            effects.reads(pc, nowWanted::set);
        }
        if (passesOn(pc, i, calculated) || i.isArithmetic()) {
            effects.reads(pc, nowCalculated::set);
        }
        int key = key(i);
        if (key >= 0 && !Instruction.isConstant(key)) {
            nowWanted.set(key);
        }
        boolean changed =
                !nowLive.equals(live[pc])
                        || !nowWanted.equals(wanted[pc])
                        || !nowCalculated.equals(calculated[pc]);
        live[pc] = nowLive;
        wanted[pc] = nowWanted;
        calculated[pc] = nowCalculated;
        return changed;
    }

    /** Whether it copies a register that somebody wants so. */
    private static boolean passesOn(int pc, Instruction i, BitSet[] wanted) {
        return i.operator() == Lua.OP_MOVE && wanted[pc + 1].get(i.a());
    }

    /** Whether an instruction writes its registers on the way to {@code next}. */
    private static boolean writesBefore(Instruction i, int pc, int next) {
        return switch (i.operator()) {
            case Lua.OP_TESTSET -> next == pc + 1;
            case Lua.OP_TFORLOOP, Lua.OP_FORLOOP -> next != pc + 1;
            default -> true;
        };
    }

    /** The operand that is the key of a table, or -1. */
    private static int key(Instruction i) {
        return switch (i.operator()) {
            case Lua.OP_GETTABLE -> i.c();
            case Lua.OP_SETTABLE -> i.b();
            default -> -1;
        };
    }

    private static boolean counts(Instruction i) {
        return i.isArithmetic()
                || switch (i.operator()) {
                    case Lua.OP_UNM, Lua.OP_LT, Lua.OP_LE, Lua.OP_FORPREP, Lua.OP_FORLOOP -> true;
                    default -> false;
                };
    }
}
