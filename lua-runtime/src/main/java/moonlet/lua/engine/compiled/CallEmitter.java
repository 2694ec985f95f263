package moonlet.lua.engine.compiled;

import static moonlet.lua.engine.compiled.Symbols.ACCESS;
import static moonlet.lua.engine.compiled.Symbols.CALLING;
import static moonlet.lua.engine.compiled.Symbols.COMPILED;
import static moonlet.lua.engine.compiled.Symbols.FUNCTION;
import static moonlet.lua.engine.compiled.Symbols.VALUE;
import static moonlet.lua.engine.compiled.Symbols.VARARGS;
import static moonlet.lua.engine.compiled.Symbols.type;
import static moonlet.lua.engine.compiled.Symbols.values;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import org.luaj.vm2.Lua;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;

/** Calls, returns, and lists of values whose length is known only when they run. */
final class CallEmitter {
    private static final int DIRECT_ARGUMENTS_MAX = 3;

    private final Context context;
    private final CodeBuilder code;
    private final Registers registers;
    private final Returns returns;
    private final int varargsSlot;
    private final boolean deep;

    /**
     * @param deep whether the function counts as one call deeper until it ends
     */
    CallEmitter(Context context, Returns returns, int varargsSlot, boolean deep) {
        this.context = context;
        this.code = context.code;
        this.registers = context.registers;
        this.returns = returns;
        this.varargsSlot = varargsSlot;
        this.deep = deep;
    }

    void call(int pc, Instruction i) {
        int a = i.a();
        context.mark(pc);
        registers.pushBoxed(a);
        code.invokestatic(CALLING, "function", type(FUNCTION, VALUE));
        int count = i.b() - 1;
        boolean direct = i.b() != 0 && count <= DIRECT_ARGUMENTS_MAX && (i.c() == 1 || i.c() == 2);
        if (direct) {
            for (int r = a + 1; r <= a + count; r++) {
                registers.pushBoxed(r);
            }
            code.invokevirtual(FUNCTION, "call", values(VALUE, count));
            if (i.c() == 1) {
                code.pop();
            } else {
                registers.storeBoxed(a);
            }
            return;
        }
        pushValues(a + 1, count, pc);
        code.invokevirtual(FUNCTION, "invoke", type(VARARGS, VARARGS));
        results(a, i.c());
    }

    /** Puts the results on the stack into {@code count - 1} registers, or keeps them open. */
    private void results(int a, int count) {
        switch (count) {
            case 0 -> code.astore(context.openSlot);
            case 1 -> code.pop();
            case 2 -> {
                code.invokevirtual(VARARGS, "arg1", type(VALUE));
                registers.storeBoxed(a);
            }
            default -> {
                code.astore(context.openSlot);
                spread(context.openSlot, a, count - 1);
            }
        }
    }

    private void spread(int slot, int from, int count) {
        for (int r = 0; r < count; r++) {
            code.aload(slot).loadConstant(r + 1).invokevirtual(VARARGS, "arg", Symbols.ARG);
            registers.storeBoxed(from + r);
        }
    }

    void varargs(Instruction i) {
        if (i.b() == 0) {
            code.aload(varargsSlot).astore(context.openSlot);
        } else {
            spread(varargsSlot, i.a(), i.b() - 1);
        }
    }

    void tailCall(int pc, Instruction i) {
        context.mark(pc);
        registers.pushBoxed(i.a());
        code.invokestatic(CALLING, "function", type(FUNCTION, VALUE));
        pushValues(i.a() + 1, i.b() - 1, pc);
        code.invokestatic(CALLING, "tailCall", type(VARARGS, FUNCTION, VARARGS));
        leave();
        code.areturn();
    }

    void leave(int pc, Instruction i) {
        if (returns == Returns.VALUE) {
            registers.pushBoxed(i.a());
        } else {
            pushValues(i.a(), i.b() - 1, pc);
        }
        leave();
        code.areturn();
    }

    private void leave() {
        if (deep) {
            code.aload(0).invokevirtual(context.self, "leave", type(CD_void));
        }
    }

    void iterate(int pc, Instruction i) {
        int a = i.a();
        context.mark(pc);
        registers.pushBoxed(a);
        registers.pushBoxed(a + 1);
        registers.pushBoxed(a + 2);
        code.invokestatic(CALLING, "iterate", values(VARARGS, 3)).astore(context.openSlot);
        spread(context.openSlot, a + 3, i.c());
    }

    void setList(int pc, Instruction i) {
        int block = i.c() != 0 ? i.c() : context.effects.at(pc + 1).ax();
        context.mark(pc);
        registers.pushBoxed(i.a());
        code.loadConstant((block - 1) * Lua.LFIELDS_PER_FLUSH);
        pushValues(i.a() + 1, i.b() == 0 ? -1 : i.b(), pc);
        code.aload(0);
        ClassDesc[] parameters = {VALUE, CD_int, VARARGS, COMPILED};
        code.invokestatic(ACCESS, "setList", type(CD_void, parameters));
    }

    /** Registers as one list; with a count of -1 up to the open results, and those too. */
    private void pushValues(int from, int count, int pc) {
        if (count < 0) {
            pushOpenValues(from, context.effects.openFrom(pc) - from);
            return;
        }
        switch (count) {
            case 0 -> code.getstatic(VALUE, "NONE", VALUE);
            case 1 -> registers.pushBoxed(from);
            case 2 -> {
                registers.pushBoxed(from);
                registers.pushBoxed(from + 1);
                code.invokestatic(CALLING, "values", values(VARARGS, 2));
            }
            default -> {
                pushArray(from, count);
                code.invokestatic(VALUE, "varargsOf", type(VARARGS, VALUE.arrayType()));
            }
        }
    }

    private void pushOpenValues(int from, int count) {
        switch (count) {
            case 0 -> code.aload(context.openSlot);
            case 1 -> {
                registers.pushBoxed(from);
                code.aload(context.openSlot);
                code.invokestatic(VALUE, "varargsOf", type(VARARGS, VALUE, VARARGS));
            }
            default -> {
                pushArray(from, count);
                code.aload(context.openSlot);
                code.invokestatic(VALUE, "varargsOf", type(VARARGS, VALUE.arrayType(), VARARGS));
            }
        }
    }

    private void pushArray(int from, int count) {
        code.loadConstant(count).anewarray(VALUE);
        for (int i = 0; i < count; i++) {
            code.dup().loadConstant(i);
            registers.pushBoxed(from + i);
            code.aastore();
        }
    }
}
