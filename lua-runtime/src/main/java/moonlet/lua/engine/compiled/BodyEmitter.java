package moonlet.lua.engine.compiled;

import static moonlet.lua.engine.compiled.Symbols.ACCESS;
import static moonlet.lua.engine.compiled.Symbols.CELL;
import static moonlet.lua.engine.compiled.Symbols.COMPILED;
import static moonlet.lua.engine.compiled.Symbols.METER;
import static moonlet.lua.engine.compiled.Symbols.VALUE;
import static moonlet.lua.engine.compiled.Symbols.type;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.Upvaldesc;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/** Emits the instructions of one function, each by its family. */
final class BodyEmitter {
    private final Context context;
    private final CodeBuilder code;
    private final Registers registers;
    private final Prototype prototype;
    private final List<ClassDesc> innerClasses;
    private final OperatorEmitter operators;
    private final CallEmitter calls;
    private final LoopEmitter loops;
    private final TableEmitter tables;

    /**
     * @param varargsSlot the JVM local with what the function got beyond its parameters
     * @param deep whether the function counts as one call deeper until it ends
     */
    BodyEmitter(
            Context context,
            List<ClassDesc> innerClasses,
            Returns returns,
            int varargsSlot,
            boolean deep) {
        this.context = context;
        this.code = context.code;
        this.registers = context.registers;
        this.prototype = context.unit.prototype;
        this.innerClasses = innerClasses;
        this.operators = new OperatorEmitter(context);
        this.calls = new CallEmitter(context, returns, varargsSlot, deep);
        this.loops = new LoopEmitter(context);
        this.tables = new TableEmitter(context);
    }

    void emit() {
        int line = -1;
        for (int pc = 0; pc < prototype.code.length; pc++) {
            if (context.types.before(pc) == null) {
                continue; // never runs
            }
            code.labelBinding(context.label(pc));
            registers.become(context.types.before(pc));
            int now = pc < prototype.lineinfo.length ? prototype.lineinfo[pc] : 0;
            if (now != line && now > 0) {
                line = now;
                code.lineNumber(line);
            }
            emit(pc, context.effects.at(pc));
        }
        context.emitLater();
    }

    private void emit(int pc, Instruction i) {
        int a = i.a();
        switch (i.operator()) {
            case Lua.OP_MOVE -> registers.move(i.b(), a);
            case Lua.OP_LOADK -> loadConstant(pc, a, i.bx());
            case Lua.OP_LOADKX -> {
                context.constants.push(code, context.effects.at(pc + 1).ax());
                registers.storeBoxed(a);
                context.goTo(pc + 2);
                return;
            }
            case Lua.OP_LOADBOOL -> {
                code.getstatic(VALUE, i.b() != 0 ? "TRUE" : "FALSE", Symbols.BOOLEAN);
                registers.storeBoxed(a);
                if (i.c() != 0) {
                    context.goTo(pc + 2);
                    return;
                }
            }
            case Lua.OP_LOADNIL -> {
                for (int r = a; r <= a + i.b(); r++) {
                    registers.setNil(r);
                }
            }
            case Lua.OP_GETUPVAL -> {
                context.pushUpvalue(i.b());
                registers.storeBoxed(a);
            }
            case Lua.OP_SETUPVAL -> {
                context.pushUpvalueCell(i.b());
                registers.pushBoxed(a);
                code.invokevirtual(CELL, "setValue", type(CD_void, VALUE));
            }
            case Lua.OP_GETTABUP, Lua.OP_GETTABLE, Lua.OP_SELF -> tables.get(pc, i);
            case Lua.OP_SETTABUP, Lua.OP_SETTABLE -> tables.set(pc, i);
            case Lua.OP_NEWTABLE -> {
                code.loadConstant(fromFloatingByte(i.b())).loadConstant(fromFloatingByte(i.c()));
                code.aload(0);
                code.invokestatic(ACCESS, "table", type(VALUE, CD_int, CD_int, COMPILED));
                registers.storeBoxed(a);
            }
            case Lua.OP_JMP -> {
                jump(pc, i);
                return;
            }
            case Lua.OP_TEST -> {
                registers.pushTruth(a);
                context.branch(i.c() != 0 ? Opcode.IFEQ : Opcode.IFNE, pc + 2);
            }
            case Lua.OP_TESTSET -> {
                registers.pushTruth(i.b());
                context.branch(i.c() != 0 ? Opcode.IFEQ : Opcode.IFNE, pc + 2);
                registers.move(i.b(), a);
            }
            case Lua.OP_CALL -> calls.call(pc, i);
            case Lua.OP_TAILCALL -> {
                calls.tailCall(pc, i);
                return;
            }
            case Lua.OP_RETURN -> {
                calls.leave(pc, i);
                return;
            }
            case Lua.OP_FORPREP -> {
                loops.prepare(pc, i);
                return;
            }
            case Lua.OP_FORLOOP -> loops.next(pc, i);
            case Lua.OP_TFORCALL -> calls.iterate(pc, i);
            case Lua.OP_TFORLOOP -> loops.nextOfIterator(pc, i);
            case Lua.OP_SETLIST -> {
                calls.setList(pc, i);
                if (i.c() == 0) {
                    context.goTo(pc + 2);
                    return;
                }
            }
            case Lua.OP_CLOSURE -> closure(i);
            case Lua.OP_VARARG -> calls.varargs(i);
            default -> operators.emit(pc, i);
        }
        registers.convert(context.types.before(pc + 1));
    }

    private void loadConstant(int pc, int a, int index) {
        switch (context.types.after(pc).of(a)) {
            case LONG -> {
                code.loadConstant((long) ((LuaInteger) prototype.k[index]).v);
                registers.storeNumber(a, Kind.LONG);
            }
            case DOUBLE -> {
                code.loadConstant(((LuaDouble) prototype.k[index]).todouble());
                registers.storeNumber(a, Kind.DOUBLE);
            }
            default -> {
                context.constants.push(code, index);
                registers.storeBoxed(a);
            }
        }
    }

    private void jump(int pc, Instruction i) {
        if (i.a() > 0) {
            for (int r = i.a() - 1; r < prototype.maxstacksize; r++) {
                if (registers.isCell(r)) {
                    registers.renewCell(r);
                }
            }
        }
        int target = i.target(pc);
        if (target <= pc) {
            context.tick();
        }
        context.goTo(target);
    }

    private void closure(Instruction i) {
        int number = i.bx();
        ClassDesc type = innerClasses.get(number);
        Upvaldesc[] upvalues = prototype.p[number].upvalues;
        Unit inner = context.unit.inner(number);
        List<ClassDesc> parameters = new ArrayList<>(List.of(METER));
        code.new_(type).dup();
        context.pushMeter();
        for (int j = 0; j < upvalues.length; j++) {
            if (inner.isItself(j)) {
                continue;
            }
            boolean cell = inner.inCell(j);
            parameters.add(cell ? CELL : VALUE);
            if (upvalues[j].instack && cell) {
                registers.pushCell(upvalues[j].idx);
            } else if (upvalues[j].instack) {
                registers.pushBoxed(upvalues[j].idx);
            } else if (cell) {
                context.pushUpvalueCell(upvalues[j].idx);
            } else {
                context.pushUpvalue(upvalues[j].idx);
            }
        }
        code.invokespecial(type, "<init>", MethodTypeDesc.of(CD_void, parameters));
        registers.storeBoxed(i.a());
    }

    /** The "floating point byte" of lobject.c: eeeeexxx is (1xxx) * 2^(eeeee - 1). */
    private static int fromFloatingByte(int x) {
        int exponent = x >> 3 & 31;
        return exponent == 0 ? x : (x & 7) + 8 << exponent - 1;
    }
}
