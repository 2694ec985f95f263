package moonlet.lua.engine.compiled;

import static moonlet.lua.engine.compiled.Symbols.FOR_LOOP;
import static moonlet.lua.engine.compiled.Symbols.VALUE;
import static moonlet.lua.engine.compiled.Symbols.type;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_long;

import org.luaj.vm2.LuaNumber;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;

/** The numeric {@code for}, over longs where start and step are whole, else over doubles. */
final class LoopEmitter {
    private final Context context;
    private final CodeBuilder code;
    private final Registers registers;

    LoopEmitter(Context context) {
        this.context = context;
        this.code = context.code;
        this.registers = context.registers;
    }

    /** Checks the three values and steps back once, so that the first turn steps forward. */
    void prepare(int pc, Instruction i) {
        int a = i.a();
        context.mark(pc);
        if (context.types.after(pc).of(a) == Kind.LONG) {
            long step = context.types.constantStep(pc).tolong();
            prepareLimit(a, step);
            registers.pushLong(a);
            code.loadConstant(step).lsub();
            registers.storeNumber(a, Kind.LONG);
        } else {
            pushNumber(a, "initial");
            pushNumber(a + 1, "limit");
            registers.storeNumber(a + 1, Kind.DOUBLE);
            pushNumber(a + 2, "step");
            registers.storeNumber(a + 2, Kind.DOUBLE);
            registers.pushDouble(a + 2);
            code.dsub();
            registers.storeNumber(a, Kind.DOUBLE);
        }
        context.goTo(i.target(pc));
    }

    private void prepareLimit(int a, long step) {
        if (registers.kinds().of(a + 1) == Kind.LONG) {
            return;
        }
        pushNumber(a + 1, "limit");
        code.invokestatic(FOR_LOOP, step > 0 ? "lastUp" : "lastDown", type(CD_long, CD_double));
        registers.storeNumber(a + 1, Kind.LONG);
    }

    private void pushNumber(int register, String what) {
        if (registers.kinds().of(register).isNumber()) {
            registers.pushDouble(register);
        } else {
            registers.pushBoxed(register);
            code.invokestatic(FOR_LOOP, what, type(CD_double, VALUE));
        }
    }

    /** Steps forward, and back to the start of the body unless the loop has ended. */
    void next(int pc, Instruction i) {
        int a = i.a();
        Label end = code.newLabel();
        Kinds here = registers.kinds().copy();
        LuaNumber step = context.types.constantStep(preparedAt(pc, i));
        if (registers.kinds().of(a) == Kind.LONG) {
            registers.pushLong(a);
            code.loadConstant(step.tolong()).ladd();
            registers.storeNumber(a, Kind.LONG);
            registers.pushLong(a);
            registers.pushLong(a + 1);
            code.lcmp().branch(step.tolong() > 0 ? Opcode.IFGT : Opcode.IFLT, end);
        } else {
            registers.pushDouble(a);
            registers.pushDouble(a + 2);
            code.dadd();
            registers.storeNumber(a, Kind.DOUBLE);
            registers.pushDouble(a);
            registers.pushDouble(a + 1);
            compare(step, a, end);
        }
        registers.move(a, a + 3);
        context.tick();
        context.goTo(i.target(pc));
        code.labelBinding(end);
        registers.become(here);
    }

    private void compare(LuaNumber step, int a, Label end) {
        if (step == null) {
            registers.pushDouble(a + 2);
            code.invokestatic(
                    FOR_LOOP, "goesOn", type(CD_boolean, CD_double, CD_double, CD_double));
            code.ifeq(end);
        } else if (step.todouble() > 0) {
            code.dcmpg().ifgt(end);
        } else {
            code.dcmpl().iflt(end);
        }
    }

    /** The FORPREP before the body, which jumps to the FORLOOP after it. */
    private static int preparedAt(int pc, Instruction i) {
        return i.target(pc) - 1;
    }

    void nextOfIterator(int pc, Instruction i) {
        int a = i.a();
        Label end = code.newLabel();
        registers.pushBoxed(a + 1);
        code.invokevirtual(VALUE, "isnil", type(CD_boolean)).ifne(end);
        Kinds here = registers.kinds().copy();
        registers.move(a + 1, a);
        context.tick();
        context.goTo(i.target(pc));
        code.labelBinding(end);
        registers.become(here);
    }
}
