package moonlet.lua.engine.compiled;

import static moonlet.lua.engine.compiled.Symbols.ACCESS;
import static moonlet.lua.engine.compiled.Symbols.DATA_METHOD;
import static moonlet.lua.engine.compiled.Symbols.STRING;
import static moonlet.lua.engine.compiled.Symbols.VALUE;
import static moonlet.lua.engine.compiled.Symbols.type;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_void;

import moonlet.lua.engine.DataMethod;

import org.luaj.vm2.Lua;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;

/** Reading and writing tables: a fast path that either finds a value or leaves it to a slow one. */
final class TableEmitter {
    private final Context context;
    private final CodeBuilder code;
    private final Registers registers;
    private final int tableSlot;
    private final int valueSlot;

    TableEmitter(Context context) {
        this.context = context;
        this.code = context.code;
        this.registers = context.registers;
        this.tableSlot = code.allocateLocal(TypeKind.REFERENCE);
        this.valueSlot = code.allocateLocal(TypeKind.REFERENCE);
    }

    void get(int pc, Instruction i) {
        context.mark(pc);
        if (i.operator() == Lua.OP_GETTABUP) {
            context.pushUpvalue(i.b());
        } else {
            registers.pushBoxed(i.b());
        }
        code.astore(tableSlot);
        if (i.operator() == Lua.OP_SELF) {
            code.aload(tableSlot);
            registers.storeBoxed(i.a() + 1);
        }
        Label found = code.newLabel();
        Label slow = code.newLabel();
        Kinds here = registers.kinds().copy();
        code.aload(tableSlot);
        ClassDesc key = context.pushLikelyKey(i.c());
        code.invokestatic(ACCESS, finder(i, key), type(VALUE, VALUE, key));
        code.dup().astore(valueSlot).ifnull(slow);
        code.labelBinding(found);
        code.aload(valueSlot);
        registers.storeBoxed(i.a());
        if (context.types.after(pc).of(i.a()) == Kind.PAIR) {
            registers.unbox(i.a());
        }
        Kinds after = registers.kinds().copy();
        context.later(
                () -> {
                    code.labelBinding(slow);
                    registers.become(here);
                    code.aload(tableSlot);
                    if (callsData(i)) {
                        code.invokestatic(DATA_METHOD, "of", type(VALUE, VALUE));
                    } else {
                        ClassDesc any = context.pushKey(i.c());
                        code.invokestatic(ACCESS, "get", type(VALUE, VALUE, any));
                    }
                    code.astore(valueSlot).goto_(found);
                });
        registers.become(after);
    }

    private static String finder(Instruction i, ClassDesc key) {
        if (!key.equals(STRING)) {
            return "find";
        }
        return switch (i.operator()) {
            case Lua.OP_GETTABUP -> "findGlobal";
            case Lua.OP_SELF -> "findMethod";
            default -> "find";
        };
    }

    private boolean callsData(Instruction i) {
        return i.operator() == Lua.OP_SELF
                && context.isText(i.c())
                && DataMethod.isNamed(context.constant(i.c()));
    }

    void set(int pc, Instruction i) {
        context.mark(pc);
        if (i.operator() == Lua.OP_SETTABUP) {
            context.pushUpvalue(i.a());
        } else {
            registers.pushBoxed(i.a());
        }
        code.astore(tableSlot);
        context.pushBoxed(i.c());
        code.astore(valueSlot);
        Label done = code.newLabel();
        Label slow = code.newLabel();
        Kinds here = registers.kinds().copy();
        code.aload(tableSlot);
        ClassDesc key = context.pushLikelyKey(i.b());
        code.aload(valueSlot);
        code.invokestatic(ACCESS, "replace", type(CD_boolean, VALUE, key, VALUE));
        code.ifeq(slow).labelBinding(done);
        context.later(
                () -> {
                    code.labelBinding(slow);
                    registers.become(here);
                    code.aload(tableSlot);
                    ClassDesc any = context.pushKey(i.b());
                    code.aload(valueSlot);
                    code.invokestatic(ACCESS, "set", type(CD_void, VALUE, any, VALUE));
                    code.goto_(done);
                });
    }
}
