package moonlet.lua.engine.compiled;

import static moonlet.lua.engine.compiled.Symbols.COMPILED;
import static moonlet.lua.engine.compiled.Symbols.OPERATIONS;
import static moonlet.lua.engine.compiled.Symbols.VALUE;
import static moonlet.lua.engine.compiled.Symbols.type;
import static moonlet.lua.engine.compiled.Symbols.values;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import org.luaj.vm2.Lua;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;

/** Arithmetic, comparison and the other operators, on plain numbers where the kinds allow it. */
final class OperatorEmitter {
    private final Context context;
    private final CodeBuilder code;
    private final Registers registers;
    private final int numberSlot;
    private final int otherSlot;
    private final int lengthSlot;

    OperatorEmitter(Context context) {
        this.context = context;
        this.code = context.code;
        this.registers = context.registers;
        this.numberSlot = code.allocateLocal(TypeKind.DOUBLE);
        this.otherSlot = code.allocateLocal(TypeKind.DOUBLE);
        this.lengthSlot = code.allocateLocal(TypeKind.INT);
    }

    void emit(int pc, Instruction i) {
        switch (i.operator()) {
            case Lua.OP_ADD, Lua.OP_SUB, Lua.OP_MUL, Lua.OP_DIV, Lua.OP_MOD, Lua.OP_POW ->
                    arithmetic(pc, i);
            case Lua.OP_UNM -> negate(pc, i);
            case Lua.OP_EQ, Lua.OP_LT, Lua.OP_LE -> compare(pc, i);
            case Lua.OP_NOT -> {
                registers.pushBoxed(i.b());
                code.invokevirtual(VALUE, "not", type(VALUE));
                registers.storeBoxed(i.a());
            }
            case Lua.OP_LEN -> length(pc, i);
            case Lua.OP_CONCAT -> concat(pc, i);
            default -> throw new IllegalStateException("no such instruction: " + i.operator());
        }
    }

    private void length(int pc, Instruction i) {
        context.mark(pc);
        if (context.types.after(pc).of(i.a()) != Kind.PAIR) {
            registers.pushBoxed(i.b());
            code.invokestatic(OPERATIONS, "length", values(VALUE, 1));
            registers.storeBoxed(i.a());
            return;
        }
        Label slow = code.newLabel();
        Label done = code.newLabel();
        Kinds here = registers.kinds().copy();
        registers.pushBoxed(i.b());
        code.invokestatic(OPERATIONS, "lengthIfPlain", type(CD_int, VALUE));
        code.istore(lengthSlot).iload(lengthSlot).iflt(slow);
        code.iload(lengthSlot).i2d();
        registers.storePairNumber(i.a());
        code.labelBinding(done);
        Kinds after = registers.kinds().copy();
        context.later(
                () -> {
                    code.labelBinding(slow);
                    registers.become(here);
                    registers.pushBoxed(i.b());
                    code.invokestatic(OPERATIONS, "length", values(VALUE, 1));
                    registers.storeAs(i.a(), Kind.PAIR);
                    code.goto_(done);
                });
        registers.become(after);
    }

    private void concat(int pc, Instruction i) {
        context.mark(pc);
        code.loadConstant(i.c() - i.b() + 1).anewarray(VALUE);
        for (int r = i.b(); r <= i.c(); r++) {
            code.dup().loadConstant(r - i.b());
            registers.pushBoxed(r);
            code.aastore();
        }
        code.aload(0);
        code.invokestatic(OPERATIONS, "concat", type(VALUE, VALUE.arrayType(), COMPILED));
        registers.storeBoxed(i.a());
    }

    private void arithmetic(int pc, Instruction i) {
        Kind left = context.kind(i.b());
        Kind right = context.kind(i.c());
        Kind result = context.types.after(pc).of(i.a());
        if (left.isNumber() && right.isNumber()) {
            plain(i, result);
        } else if (mayBeNumbers(i)
                && i.operator() != Lua.OP_POW // x ^ 0 is 1 even if x is not a number
                && (result == Kind.PAIR || isUnboxed(i.b(), left) || isUnboxed(i.c(), right))) {
            likely(pc, i, result);
        } else {
            context.mark(pc);
            context.pushBoxed(i.b());
            context.pushBoxed(i.c());
            code.invokestatic(OPERATIONS, name(i), values(VALUE, 2));
            registers.storeAs(i.a(), result);
        }
    }

    /** False if one is a constant text or the like. */
    private boolean mayBeNumbers(Instruction i) {
        return (!Instruction.isConstant(i.b()) || context.isNumber(i.b()))
                && (!Instruction.isConstant(i.c()) || context.isNumber(i.c()));
    }

    private static boolean isUnboxed(int operand, Kind kind) {
        return kind != Kind.BOXED && !Instruction.isConstant(operand);
    }

    /** Both are numbers. */
    private void plain(Instruction i, Kind result) {
        if (result == Kind.LONG) {
            context.pushLong(i.b());
            context.pushLong(i.c());
            switch (i.operator()) {
                case Lua.OP_ADD -> code.ladd();
                case Lua.OP_SUB -> code.lsub();
                case Lua.OP_MUL -> code.lmul();
                default ->
                        code.invokestatic(
                                Symbols.of(Math.class),
                                "floorMod",
                                type(CD_long, CD_long, CD_long));
            }
            registers.storeNumber(i.a(), Kind.LONG);
        } else {
            doubles(i);
            registers.storeNumber(i.a(), Kind.DOUBLE);
        }
    }

    private void doubles(Instruction i) {
        context.pushDouble(i.b());
        context.pushDouble(i.c());
        switch (i.operator()) {
            case Lua.OP_ADD -> code.dadd();
            case Lua.OP_SUB -> code.dsub();
            case Lua.OP_MUL -> code.dmul();
            case Lua.OP_DIV -> {
                if (!context.isNumber(i.c())) {
                    code.dconst_0().dadd(); // there is no negative zero in boxes, so none here
                }
                code.ddiv();
            }
            default ->
                    code.invokestatic(OPERATIONS, name(i), type(CD_double, CD_double, CD_double));
        }
    }

    /** Fast if both are numbers when it runs; NaN says that one may not be. */
    private void likely(int pc, Instruction i, Kind result) {
        Label slow = code.newLabel();
        Label done = code.newLabel();
        Kinds here = registers.kinds().copy();
        doubles(i);
        code.dstore(numberSlot).dload(numberSlot).dload(numberSlot).dcmpl().ifne(slow);
        code.dload(numberSlot);
        if (result == Kind.PAIR) {
            registers.storePairNumber(i.a());
        } else {
            registers.box(Kind.DOUBLE);
            registers.storeBoxed(i.a());
        }
        code.labelBinding(done);
        Kinds after = registers.kinds().copy();
        context.later(
                () -> {
                    code.labelBinding(slow);
                    registers.become(here);
                    context.mark(pc);
                    context.pushBoxed(i.b());
                    context.pushBoxed(i.c());
                    code.invokestatic(OPERATIONS, name(i) + "Slowly", values(VALUE, 2));
                    registers.storeAs(i.a(), result);
                    code.goto_(done);
                });
        registers.become(after);
    }

    private static String name(Instruction i) {
        return switch (i.operator()) {
            case Lua.OP_ADD -> "add";
            case Lua.OP_SUB -> "sub";
            case Lua.OP_MUL -> "mul";
            case Lua.OP_DIV -> "div";
            case Lua.OP_MOD -> "mod";
            default -> "pow";
        };
    }

    private void negate(int pc, Instruction i) {
        Kind operand = context.kind(i.b());
        Kind result = context.types.after(pc).of(i.a());
        if (operand == Kind.LONG) {
            registers.pushLong(i.b());
            code.lneg();
            registers.storeNumber(i.a(), Kind.LONG);
        } else if (operand == Kind.DOUBLE) {
            registers.pushDouble(i.b());
            code.dneg();
            registers.storeNumber(i.a(), Kind.DOUBLE);
        } else {
            context.mark(pc);
            registers.pushBoxed(i.b());
            code.invokestatic(OPERATIONS, "negate", values(VALUE, 1));
            registers.storeAs(i.a(), result);
        }
    }

    /** The JMP that follows runs if the comparison gives what A says. */
    private void compare(int pc, Instruction i) {
        Kind left = context.kind(i.b());
        Kind right = context.kind(i.c());
        boolean expected = i.a() != 0;
        if (left == Kind.LONG && right == Kind.LONG) {
            context.pushLong(i.b());
            context.pushLong(i.c());
            code.lcmp();
            context.branch(unless(i, expected), pc + 2);
        } else if (left.isNumber() && right.isNumber()) {
            doublesCompared(i);
            context.branch(unless(i, expected), pc + 2);
        } else if (i.operator() != Lua.OP_EQ
                && mayBeNumbers(i)
                && (isUnboxed(i.b(), left) || isUnboxed(i.c(), right))) {
            likelyCompared(pc, i, expected);
        } else {
            slowlyCompared(pc, i, expected);
        }
    }

    private void doublesCompared(Instruction i) {
        context.pushDouble(i.b());
        context.pushDouble(i.c());
        if (i.operator() == Lua.OP_EQ) {
            code.dcmpl();
        } else {
            code.dcmpg(); // with a NaN no comparison holds
        }
    }

    private static Opcode unless(Instruction i, boolean expected) {
        return switch (i.operator()) {
            case Lua.OP_EQ -> expected ? Opcode.IFNE : Opcode.IFEQ;
            case Lua.OP_LT -> expected ? Opcode.IFGE : Opcode.IFLT;
            default -> expected ? Opcode.IFGT : Opcode.IFLE;
        };
    }

    private void likelyCompared(int pc, Instruction i, boolean expected) {
        Label slow = code.newLabel();
        Label holds = code.newLabel();
        Kinds here = registers.kinds().copy();
        context.pushDouble(i.b());
        code.dstore(numberSlot);
        context.pushDouble(i.c());
        code.dstore(otherSlot);
        boolean less = i.operator() == Lua.OP_LT;
        code.dload(numberSlot).dload(otherSlot).dcmpg();
        if (expected) {
            code.branch(less ? Opcode.IFLT : Opcode.IFLE, holds);
        } else {
            context.branch(less ? Opcode.IFLT : Opcode.IFLE, pc + 2);
        }
        code.dload(numberSlot).dload(otherSlot).dcmpl();
        if (expected) {
            context.branch(less ? Opcode.IFGE : Opcode.IFGT, pc + 2);
            code.goto_(slow);
            code.labelBinding(holds);
        } else {
            code.branch(less ? Opcode.IFLT : Opcode.IFLE, slow);
        }
        context.later(
                () -> {
                    code.labelBinding(slow);
                    registers.become(here);
                    slowlyCompared(pc, i, expected);
                    context.goTo(pc + 1);
                });
        registers.become(here);
    }

    private void slowlyCompared(int pc, Instruction i, boolean expected) {
        context.mark(pc);
        context.pushBoxed(i.b());
        context.pushBoxed(i.c());
        String name =
                switch (i.operator()) {
                    case Lua.OP_EQ -> "eq";
                    case Lua.OP_LT -> "lt";
                    default -> "le";
                };
        boolean text = i.operator() == Lua.OP_EQ && context.isText(i.c());
        code.invokestatic(OPERATIONS, name, type(CD_boolean, VALUE, text ? Symbols.STRING : VALUE));
        context.branch(expected ? Opcode.IFEQ : Opcode.IFNE, pc + 2);
    }
}
