package moonlet.lua.engine.compiled;

import static moonlet.lua.engine.compiled.Symbols.CELL;
import static moonlet.lua.engine.compiled.Symbols.COMPILED;
import static moonlet.lua.engine.compiled.Symbols.CONSTANTS;
import static moonlet.lua.engine.compiled.Symbols.FUNCTION;
import static moonlet.lua.engine.compiled.Symbols.INTERPRETED;
import static moonlet.lua.engine.compiled.Symbols.METER;
import static moonlet.lua.engine.compiled.Symbols.PROTOTYPE;
import static moonlet.lua.engine.compiled.Symbols.VALUE;
import static moonlet.lua.engine.compiled.Symbols.VARARGS;
import static moonlet.lua.engine.compiled.Symbols.type;
import static moonlet.lua.engine.compiled.Symbols.values;

import static java.lang.constant.ConstantDescs.CD_Class;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;

/**
 * The class of a Lua function that is too large for the JIT compiler: it looks like the others from
 * outside, and inside has the interpreter run it.
 */
final class InterpretedClass {
    private static final String TARGET = "target";
    private static final int DIRECT_ARGUMENTS_MAX = 3;
    private static final int PUBLIC = ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL;

    private final Unit unit;
    private final ClassDesc self;
    private final String source;

    InterpretedClass(Unit unit, ClassDesc self, String source) {
        this.unit = unit;
        this.self = self;
        this.source = source;
    }

    byte[] build() {
        return Symbols.CLASS_FILE.build(
                self,
                type -> {
                    new FunctionShell(unit, self, source).build(type, this::construct);
                    type.withField(TARGET, FUNCTION, PUBLIC);
                    for (int i = 0; i <= DIRECT_ARGUMENTS_MAX; i++) {
                        int count = i;
                        type.withMethodBody(
                                "call", values(VALUE, count), PUBLIC, code -> call(code, count));
                    }
                    type.withMethodBody("onInvoke", type(VARARGS, VARARGS), PUBLIC, this::invoke);
                    type.withMethodBody("prototype", type(PROTOTYPE), PUBLIC, this::prototype);
                });
    }

    private void construct(CodeBuilder code) {
        int count = unit.prototype.upvalues.length;
        code.aload(0).ldc(self);
        code.invokestatic(CONSTANTS, "interpreted", type(INTERPRETED, CD_Class));
        code.loadConstant(count).anewarray(CELL);
        for (int j = 0; j < count; j++) {
            code.dup().loadConstant(j).aload(0);
            boolean cell = !unit.isItself(j) && unit.inCell(j);
            if (!unit.isItself(j)) {
                code.getfield(self, Context.upvalueField(j), cell ? CELL : VALUE);
            }
            if (!cell) {
                code.invokestatic(COMPILED, "cell", type(CELL, VALUE));
            }
            code.aastore();
        }
        code.aload(1);
        code.invokevirtual(INTERPRETED, "close", type(FUNCTION, CELL.arrayType(), METER));
        code.putfield(self, TARGET, FUNCTION);
    }

    private void call(CodeBuilder code, int count) {
        code.aload(0).getfield(self, TARGET, FUNCTION);
        for (int i = 0; i < count; i++) {
            code.aload(code.parameterSlot(i));
        }
        code.invokevirtual(FUNCTION, "call", values(VALUE, count)).areturn();
    }

    private void invoke(CodeBuilder code) {
        code.aload(0).getfield(self, TARGET, FUNCTION).aload(1);
        code.invokevirtual(FUNCTION, "onInvoke", type(VARARGS, VARARGS)).areturn();
    }

    private void prototype(CodeBuilder code) {
        code.ldc(self).invokestatic(CONSTANTS, "prototype", type(PROTOTYPE, CD_Class)).areturn();
    }
}
