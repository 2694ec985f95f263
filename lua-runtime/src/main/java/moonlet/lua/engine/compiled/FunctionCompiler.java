package moonlet.lua.engine.compiled;

import static moonlet.lua.engine.compiled.Symbols.CONSTANTS;
import static moonlet.lua.engine.compiled.Symbols.PROTOTYPE;
import static moonlet.lua.engine.compiled.Symbols.VALUE;
import static moonlet.lua.engine.compiled.Symbols.VARARGS;
import static moonlet.lua.engine.compiled.Symbols.type;

import static java.lang.constant.ConstantDescs.CD_Class;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import org.luaj.vm2.Prototype;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Generates the class of one Lua function: its fields, its ways of being called, and its body. */
final class FunctionCompiler {
    /** The static method that makes a function from the variables that it sees. */
    static final String MAKER = "make";

    static final String BODY = "run";
    private static final String PROTOTYPE_FIELD = "P";
    private static final int BODY_BYTES_MAX = 7_900; // HotSpot leaves 8,000 and more uncompiled
    private static final int PUBLIC = ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL;
    private static final int CONSTANT = ClassFile.ACC_STATIC | ClassFile.ACC_FINAL;

    private final Unit unit;
    private final Prototype prototype;
    private final ClassDesc self;
    private final List<ClassDesc> innerClasses;
    private final String source;
    private final boolean vararg;
    private final Effects effects;
    private final BodyShape shape;
    private final Liveness liveness;

    FunctionCompiler(Unit unit, ClassDesc self, List<ClassDesc> innerClasses, String source) {
        this.unit = unit;
        this.prototype = unit.prototype;
        this.self = self;
        this.innerClasses = innerClasses;
        this.source = source;
        this.vararg = prototype.is_vararg != 0;
        this.effects = new Effects(prototype);
        this.shape = BodyShape.of(effects, prototype.code.length);
        this.liveness = new Liveness(prototype, effects);
    }

    /** With all optimisations, or fewer if that is too much code, or left to the interpreter. */
    byte[] compile() {
        for (boolean pairs : new boolean[] {true, false}) {
            byte[] compiled = compile(pairs);
            if (compiled != null) {
                return compiled;
            }
        }
        return new InterpretedClass(unit, self, source).build();
    }

    /** Null if the body is too large. */
    private byte[] compile(boolean pairs) {
        var types = new TypeInference(prototype, effects, liveness, unit.cells(), pairs);
        Returns returns = Returns.of(effects, types, prototype.code.length);
        try {
            byte[] bytes = Symbols.CLASS_FILE.build(self, type -> build(type, types, returns));
            return bodyBytes(bytes) <= BODY_BYTES_MAX ? bytes : null;
        } catch (IllegalArgumentException moreThanTheJvmTakes) {
            return null;
        }
    }

    private static int bodyBytes(byte[] bytes) {
        return ClassFile.of().parse(bytes).methods().stream()
                .filter(method -> method.methodName().equalsString(BODY))
                .flatMap(method -> method.findAttribute(Attributes.code()).stream())
                .mapToInt(CodeAttribute::codeLength)
                .sum();
    }

    private void build(ClassBuilder type, TypeInference types, Returns returns) {
        ConstantPool constants = new ConstantPool(prototype.k, self);
        MethodTypeDesc bodyType = bodyType(returns);
        new FunctionShell(unit, self, source).build(type, _ -> {});
        type.withMethodBody(BODY, bodyType, PUBLIC, code -> body(code, types, constants, returns));
        constants.forEach(
                (field, index) -> type.withField(ConstantPool.field(index), field, CONSTANT));
        type.withField(PROTOTYPE_FIELD, PROTOTYPE, CONSTANT);
        type.withMethodBody(
                "<clinit>", type(CD_void), ClassFile.ACC_STATIC, code -> load(code, constants));
        type.withMethodBody(
                "prototype",
                type(PROTOTYPE),
                PUBLIC,
                code -> code.getstatic(self, PROTOTYPE_FIELD, PROTOTYPE).areturn());
        new Entries(prototype, self, bodyType, returns).build(type);
    }

    private MethodTypeDesc bodyType(Returns returns) {
        List<ClassDesc> parameters =
                new ArrayList<>(Collections.nCopies(prototype.numparams, VALUE));
        if (vararg) {
            parameters.add(VARARGS);
        }
        return MethodTypeDesc.of(returns == Returns.VALUE ? VALUE : VARARGS, parameters);
    }

    private void body(
            CodeBuilder code, TypeInference types, ConstantPool constants, Returns returns) {
        boolean deep = shape.calls();
        if (shape.polls()) {
            code.aload(0).invokevirtual(self, deep ? "enter" : "tick", type(CD_void));
        }
        int parameters = prototype.numparams;
        Registers registers = new Registers(code, unit.cells(), parameters);
        Context context = new Context(code, unit, effects, types, registers, self, constants);
        context.mark(0);
        registers.become(types.before(0));
        for (int r = 0; r < prototype.maxstacksize; r++) {
            if (registers.isCell(r)) {
                registers.makeCell(r, r < parameters);
            } else if (r >= parameters && liveness.isLive(0, r)) {
                registers.setNil(r);
            }
        }
        Label start = code.newBoundLabel();
        int varargsSlot = vararg ? code.parameterSlot(parameters) : -1;
        new BodyEmitter(context, innerClasses, returns, varargsSlot, deep).emit();
        Label end = code.newBoundLabel();
        code.exceptionCatchAll(start, end, end);
        int thrown = code.allocateLocal(TypeKind.REFERENCE);
        code.astore(thrown).aload(0).aload(thrown);
        context.pushMark();
        code.invokevirtual(
                self, deep ? "left" : "located", type(Symbols.ERROR, Symbols.THROWABLE, CD_int));
        code.athrow();
    }

    private void load(CodeBuilder code, ConstantPool constants) {
        code.ldc(self).invokestatic(CONSTANTS, "prototype", type(PROTOTYPE, CD_Class));
        code.dup().putstatic(self, PROTOTYPE_FIELD, PROTOTYPE);
        code.getfield(PROTOTYPE, "k", VALUE.arrayType());
        constants.forEach(
                (field, index) -> {
                    code.dup().loadConstant(index).aaload();
                    code.checkcast(field);
                    code.putstatic(self, ConstantPool.field(index), field);
                });
        code.pop().return_();
    }
}
