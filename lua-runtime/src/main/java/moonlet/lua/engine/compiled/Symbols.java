package moonlet.lua.engine.compiled;

import static java.lang.constant.ConstantDescs.CD_int;

import moonlet.lua.engine.Access;
import moonlet.lua.engine.Calling;
import moonlet.lua.engine.CompiledFunction;
import moonlet.lua.engine.DataMethod;
import moonlet.lua.engine.ForLoop;
import moonlet.lua.engine.Interpreted;
import moonlet.lua.engine.Meter;
import moonlet.lua.engine.Operations;

import org.luaj.vm2.LuaBoolean;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.UpValue;
import org.luaj.vm2.Varargs;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/** What generated code calls the classes it uses. */
final class Symbols {
    static final ClassDesc VALUE = of(LuaValue.class);
    static final ClassDesc VARARGS = of(Varargs.class);
    static final ClassDesc STRING = of(LuaString.class);
    static final ClassDesc NUMBER = of(LuaNumber.class);
    static final ClassDesc BOOLEAN = of(LuaBoolean.class);
    static final ClassDesc FUNCTION = of(LuaFunction.class);
    static final ClassDesc PROTOTYPE = of(Prototype.class);
    static final ClassDesc CELL = of(UpValue.class);
    static final ClassDesc METER = of(Meter.class);
    static final ClassDesc COMPILED = of(CompiledFunction.class);
    static final ClassDesc OPERATIONS = of(Operations.class);
    static final ClassDesc ACCESS = of(Access.class);
    static final ClassDesc DATA_METHOD = of(DataMethod.class);
    static final ClassDesc CALLING = of(Calling.class);
    static final ClassDesc FOR_LOOP = of(ForLoop.class);
    static final ClassDesc ERROR = of(LuaError.class);
    static final ClassDesc THROWABLE = of(Throwable.class);
    static final ClassDesc INTERPRETED = of(Interpreted.class);
    static final ClassDesc CONSTANTS = of(Constants.class);

    /** {@code LuaValue arg(int)}, and the like. */
    static final MethodTypeDesc ARG = type(VALUE, CD_int);

    /** The package of all generated classes. */
    static final String GENERATED = "moonlet.lua.code.";

    /** Knows what extends what without loading anything; the rest is asked of the class loader. */
    static final ClassFile CLASS_FILE =
            ClassFile.of(
                    ClassFile.ClassHierarchyResolverOption.of(
                            ClassHierarchyResolver.of(
                                            Set.of(),
                                            Map.of(
                                                    VALUE, VARARGS,
                                                    STRING, VALUE,
                                                    NUMBER, VALUE,
                                                    BOOLEAN, VALUE,
                                                    FUNCTION, VALUE,
                                                    COMPILED, FUNCTION,
                                                    VARARGS, ConstantDescs.CD_Object,
                                                    CELL, ConstantDescs.CD_Object))
                                    .orElse(Symbols::generated)
                                    .orElse(
                                            ClassHierarchyResolver.ofClassLoading(
                                                    Symbols.class.getClassLoader()))));

    private Symbols() {}

    private static ClassHierarchyResolver.ClassHierarchyInfo generated(ClassDesc type) {
        return type.descriptorString().startsWith("L" + GENERATED.replace('.', '/'))
                ? ClassHierarchyResolver.ClassHierarchyInfo.ofClass(COMPILED)
                : null;
    }

    static ClassDesc of(Class<?> type) {
        return ClassDesc.ofDescriptor(type.descriptorString());
    }

    static MethodTypeDesc type(ClassDesc result, ClassDesc... parameters) {
        return MethodTypeDesc.of(result, parameters);
    }

    /** A method that takes {@code count} Lua values. */
    static MethodTypeDesc values(ClassDesc result, int count) {
        return MethodTypeDesc.of(result, Collections.nCopies(count, VALUE));
    }
}
