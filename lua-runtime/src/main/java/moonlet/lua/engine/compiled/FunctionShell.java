package moonlet.lua.engine.compiled;

import static moonlet.lua.engine.compiled.Symbols.CELL;
import static moonlet.lua.engine.compiled.Symbols.COMPILED;
import static moonlet.lua.engine.compiled.Symbols.METER;
import static moonlet.lua.engine.compiled.Symbols.VALUE;
import static moonlet.lua.engine.compiled.Symbols.type;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What every generated class has: fields for the variables it closes over, a constructor that takes
 * them, and a static method that takes them as the interpreter keeps them.
 */
final class FunctionShell {
    private final Unit unit;
    private final ClassDesc self;
    private final String source;

    FunctionShell(Unit unit, ClassDesc self, String source) {
        this.unit = unit;
        this.self = self;
        this.source = source;
    }

    /**
     * @param more what else the constructor does
     */
    void build(ClassBuilder type, Consumer<CodeBuilder> more) {
        type.withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
                .withSuperclass(COMPILED)
                .with(SourceFileAttribute.of(source));
        for (int j = 0; j < unit.prototype.upvalues.length; j++) {
            if (!unit.isItself(j)) {
                type.withField(
                        Context.upvalueField(j),
                        upvalueType(j),
                        ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
            }
        }
        MethodTypeDesc constructor = MethodTypeDesc.of(CD_void, parameters());
        type.withMethodBody(
                "<init>", constructor, ClassFile.ACC_PUBLIC, code -> construct(code, more));
        type.withMethodBody(
                FunctionCompiler.MAKER,
                type(COMPILED, CELL.arrayType(), METER),
                ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                code -> make(code, constructor));
        type.withMethodBody(
                "captured", type(CD_Object.arrayType()), ClassFile.ACC_PROTECTED, this::captured);
    }

    private ClassDesc upvalueType(int j) {
        return unit.inCell(j) ? CELL : VALUE;
    }

    private List<ClassDesc> parameters() {
        List<ClassDesc> parameters = new ArrayList<>(List.of(METER));
        for (int j = 0; j < unit.prototype.upvalues.length; j++) {
            if (!unit.isItself(j)) {
                parameters.add(upvalueType(j));
            }
        }
        return parameters;
    }

    private void construct(CodeBuilder code, Consumer<CodeBuilder> more) {
        code.aload(0).aload(1).invokespecial(COMPILED, "<init>", type(CD_void, METER));
        int parameter = 1;
        for (int j = 0; j < unit.prototype.upvalues.length; j++) {
            if (!unit.isItself(j)) {
                code.aload(0)
                        .aload(code.parameterSlot(parameter++))
                        .putfield(self, Context.upvalueField(j), upvalueType(j));
            }
        }
        more.accept(code);
        code.return_();
    }

    private void captured(CodeBuilder code) {
        int count = unit.prototype.upvalues.length;
        code.loadConstant(count).anewarray(CD_Object);
        for (int j = 0; j < count; j++) {
            if (!unit.isItself(j)) {
                code.dup().loadConstant(j).aload(0);
                code.getfield(self, Context.upvalueField(j), upvalueType(j)).aastore();
            }
        }
        code.areturn();
    }

    private void make(CodeBuilder code, MethodTypeDesc constructor) {
        code.new_(self).dup().aload(1);
        for (int j = 0; j < unit.prototype.upvalues.length; j++) {
            if (!unit.isItself(j)) {
                code.aload(0).loadConstant(j).aaload();
                if (!unit.inCell(j)) {
                    code.invokevirtual(CELL, "getValue", type(VALUE));
                }
            }
        }
        code.invokespecial(self, "<init>", constructor).areturn();
    }
}
