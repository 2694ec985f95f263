package moonlet.lua.engine.compiled;

import static moonlet.lua.engine.compiled.Symbols.VALUE;
import static moonlet.lua.engine.compiled.Symbols.VARARGS;
import static moonlet.lua.engine.compiled.Symbols.type;
import static moonlet.lua.engine.compiled.Symbols.values;

import org.luaj.vm2.Prototype;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** The ways in which a function is called: with none to three values for one result, or lists. */
final class Entries {
    private static final int DIRECT_ARGUMENTS_MAX = 3;
    private static final int PUBLIC = ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL;

    private final int parameters;
    private final boolean vararg;
    private final ClassDesc self;
    private final MethodTypeDesc body;
    private final Returns returns;

    Entries(Prototype prototype, ClassDesc self, MethodTypeDesc body, Returns returns) {
        this.parameters = prototype.numparams;
        this.vararg = prototype.is_vararg != 0;
        this.self = self;
        this.body = body;
        this.returns = returns;
    }

    void build(ClassBuilder type) {
        for (int count = 0; count <= DIRECT_ARGUMENTS_MAX; count++) {
            int given = count;
            type.withMethodBody("call", values(VALUE, given), PUBLIC, code -> call(code, given));
        }
        type.withMethodBody("onInvoke", type(VARARGS, VARARGS), PUBLIC, this::invoke);
    }

    private void call(CodeBuilder code, int given) {
        code.aload(0);
        for (int i = 0; i < parameters; i++) {
            if (i < given) {
                code.aload(code.parameterSlot(i));
            } else {
                code.getstatic(VALUE, "NIL", VALUE);
            }
        }
        if (vararg) {
            rest(code, given);
        }
        code.invokevirtual(self, FunctionCompiler.BODY, body);
        if (returns == Returns.VALUES) {
            code.invokevirtual(VARARGS, "eval", type(VARARGS));
            code.invokevirtual(VARARGS, "arg1", type(VALUE));
        }
        code.areturn();
    }

    private void rest(CodeBuilder code, int given) {
        int count = Math.max(given - parameters, 0);
        if (count == 0) {
            code.getstatic(VALUE, "NONE", VALUE);
            return;
        }
        for (int i = parameters; i < given; i++) {
            code.aload(code.parameterSlot(i));
        }
        switch (count) {
            case 1 -> {
                // a value is a list of itself
            }
            case 2 -> code.invokestatic(VALUE, "varargsOf", type(VARARGS, VALUE, VARARGS));
            default -> code.invokestatic(VALUE, "varargsOf", type(VARARGS, VALUE, VALUE, VARARGS));
        }
    }

    private void invoke(CodeBuilder code) {
        code.aload(0);
        for (int i = 0; i < parameters; i++) {
            code.aload(1).loadConstant(i + 1).invokevirtual(VARARGS, "arg", Symbols.ARG);
        }
        if (vararg) {
            code.aload(1);
            if (parameters > 0) {
                code.loadConstant(parameters + 1)
                        .invokevirtual(VARARGS, "subargs", type(VARARGS, ConstantDescs.CD_int));
            }
        }
        code.invokevirtual(self, FunctionCompiler.BODY, body).areturn();
    }
}
