package moonlet.lua.engine.compiled;

import moonlet.lua.engine.Code;
import moonlet.lua.engine.CompiledFunction;
import moonlet.lua.engine.Interpreted;
import moonlet.lua.engine.Meter;

import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.UpValue;

import java.lang.constant.ClassDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * The classes of one chunk. Each is generated when the JVM first needs it, that is when the program
 * first makes a function of it; what never runs costs nothing.
 */
final class CodeLoader extends ClassLoader {
    private static final MethodType MAKER =
            MethodType.methodType(CompiledFunction.class, UpValue[].class, Meter.class);

    private final String prefix;
    private final String source;
    private final List<Unit> units;
    private final Map<Unit, MethodHandle> makers = new ConcurrentHashMap<>();

    CodeLoader(Prototype main, String source) {
        super(CompiledFunction.class.getClassLoader());
        this.source = source;
        this.prefix = Symbols.GENERATED + source.replaceAll("[^A-Za-z0-9_]", "_") + "$";
        this.units = Unit.all(main);
    }

    Code main() {
        return code(units.getFirst());
    }

    Unit unit(String className) {
        return units.get(Integer.parseInt(className.substring(prefix.length())));
    }

    Interpreted interpreted(Unit unit) {
        return new Interpreted(
                unit.prototype,
                IntStream.range(0, unit.prototype.p.length)
                        .mapToObj(i -> code(unit.inner(i)))
                        .toList());
    }

    private Code code(Unit unit) {
        return (captured, meter) -> make(unit, captured, meter);
    }

    private LuaFunction make(Unit unit, UpValue[] captured, Meter meter) {
        try {
            MethodHandle maker = makers.computeIfAbsent(unit, this::maker);
            return (CompiledFunction) maker.invokeExact(captured, meter);
        } catch (RuntimeException | Error raised) {
            throw raised;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private MethodHandle maker(Unit unit) {
        try {
            Class<?> type = loadClass(prefix + unit.number);
            return MethodHandles.publicLookup().findStatic(type, FunctionCompiler.MAKER, MAKER);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (!name.startsWith(prefix)) {
            throw new ClassNotFoundException(name);
        }
        Unit unit = unit(name);
        List<ClassDesc> inner =
                IntStream.range(0, unit.prototype.p.length)
                        .mapToObj(i -> ClassDesc.of(prefix + unit.inner(i).number))
                        .toList();
        byte[] bytes = new FunctionCompiler(unit, ClassDesc.of(name), inner, source).compile();
        return defineClass(name, bytes, 0, bytes.length);
    }
}
