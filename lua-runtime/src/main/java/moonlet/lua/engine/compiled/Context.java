package moonlet.lua.engine.compiled;

import static moonlet.lua.engine.compiled.Symbols.CELL;
import static moonlet.lua.engine.compiled.Symbols.METER;
import static moonlet.lua.engine.compiled.Symbols.STRING;
import static moonlet.lua.engine.compiled.Symbols.VALUE;
import static moonlet.lua.engine.compiled.Symbols.type;

import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;

import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.List;

/**
 * What those who emit the body of one function share: its code, registers, labels and constants.
 */
final class Context {
    final CodeBuilder code;
    final Unit unit;
    final Effects effects;
    final TypeInference types;
    final Registers registers;
    final ClassDesc self;
    final ConstantPool constants;
    final int openSlot; // the open results of a call or of `...`
    private final int pcSlot;
    private final Label[] labels;
    private final List<Runnable> outOfLine = new ArrayList<>();

    Context(
            CodeBuilder code,
            Unit unit,
            Effects effects,
            TypeInference types,
            Registers registers,
            ClassDesc self,
            ConstantPool constants) {
        this.code = code;
        this.unit = unit;
        this.effects = effects;
        this.types = types;
        this.registers = registers;
        this.self = self;
        this.constants = constants;
        pcSlot = code.allocateLocal(TypeKind.INT);
        openSlot = code.allocateLocal(TypeKind.REFERENCE);
        labels = new Label[unit.prototype.code.length + 1];
        for (int pc = 0; pc < labels.length; pc++) {
            labels[pc] = code.newLabel();
        }
    }

    Label label(int pc) {
        return labels[pc];
    }

    /** Remembers the instruction, which may fail; a constant to the JIT compiler, which is free. */
    void mark(int pc) {
        code.loadConstant(pc).istore(pcSlot);
    }

    void pushMark() {
        code.iload(pcSlot);
    }

    /** Goes on at another instruction. */
    void goTo(int target) {
        registers.convert(types.before(target));
        code.goto_(labels[target]);
    }

    /** Goes on at another instruction if the JVM condition holds. */
    void branch(Opcode condition, int target) {
        if (registers.fit(types.before(target))) {
            code.branch(condition, labels[target]);
            return;
        }
        Label detour = code.newLabel();
        Kinds here = registers.kinds().copy();
        code.branch(condition, detour);
        later(
                () -> {
                    code.labelBinding(detour);
                    registers.become(here);
                    goTo(target);
                });
    }

    /** Emits something after the body, where it does not get in the way. */
    void later(Runnable emission) {
        outOfLine.add(emission);
    }

    void emitLater() {
        while (!outOfLine.isEmpty()) {
            outOfLine.removeFirst().run();
        }
    }

    Kind kind(int operand) {
        return types.kind(registers.kinds(), operand);
    }

    void pushBoxed(int operand) {
        if (Instruction.isConstant(operand)) {
            constants.push(code, Instruction.constant(operand));
        } else {
            registers.pushBoxed(operand);
        }
    }

    void pushDouble(int operand) {
        if (Instruction.isConstant(operand)) {
            code.loadConstant(constant(operand).todouble());
        } else {
            registers.pushDouble(operand);
        }
    }

    void pushLong(int operand) {
        if (Instruction.isConstant(operand)) {
            code.loadConstant(constant(operand).tolong());
        } else {
            registers.pushLong(operand);
        }
    }

    /** Whether an operand is a constant text. */
    boolean isText(int operand) {
        return Instruction.isConstant(operand) && constant(operand) instanceof LuaString;
    }

    boolean isNumber(int operand) {
        return Instruction.isConstant(operand)
                && (constant(operand) instanceof LuaInteger
                        || constant(operand) instanceof LuaDouble);
    }

    LuaValue constant(int operand) {
        return unit.prototype.k[Instruction.constant(operand)];
    }

    /** Pushes the key of a table, and says as what: a number need not be boxed. */
    ClassDesc pushKey(int operand) {
        return switch (kind(operand)) {
            case LONG -> {
                pushLong(operand);
                yield CD_long;
            }
            case DOUBLE -> {
                pushDouble(operand);
                yield CD_double;
            }
            case PAIR, BOXED -> {
                pushBoxed(operand);
                yield isText(operand) ? STRING : VALUE;
            }
        };
    }

    /** As {@link #pushKey}, but a likely number as a double, where no list has a NaN. */
    ClassDesc pushLikelyKey(int operand) {
        if (kind(operand) != Kind.PAIR) {
            return pushKey(operand);
        }
        pushDouble(operand);
        return CD_double;
    }

    /** The cell of a variable of a function around this one. */
    void pushUpvalueCell(int j) {
        code.aload(0).getfield(self, upvalueField(j), CELL);
    }

    void pushUpvalue(int j) {
        if (unit.isItself(j)) {
            code.aload(0);
        } else if (unit.inCell(j)) {
            pushUpvalueCell(j);
            code.invokevirtual(CELL, "getValue", type(VALUE));
        } else {
            code.aload(0).getfield(self, upvalueField(j), VALUE);
        }
    }

    static String upvalueField(int j) {
        return "u" + j;
    }

    void pushMeter() {
        code.aload(0).getfield(self, "meter", METER);
    }

    void tick() {
        code.aload(0).invokevirtual(self, "tick", type(CD_void));
    }
}
