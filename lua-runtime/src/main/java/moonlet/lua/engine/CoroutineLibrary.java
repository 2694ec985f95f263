package moonlet.lua.engine;

import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.util.Locale;

/** The {@code coroutine} library of the Lua 5.2 manual §6.2, without {@code coroutine.spawn}. */
public final class CoroutineLibrary {
    private CoroutineLibrary() {}

    /** The library as a table that the caller may extend and must seal. */
    public static SealedTable create() {
        return new SealedTable("coroutine")
                .with(new Builtin("create", CoroutineLibrary::create))
                .with(new Builtin("resume", args -> coroutine(args).resume(args.subargs(2))))
                .with(new Builtin("running", args -> running()))
                .with(new Builtin("status", args -> status(coroutine(args))))
                .with(new Builtin("wrap", CoroutineLibrary::wrap))
                .with(new Builtin("yield", args -> Coroutine.yield(Meter.current(), args)));
    }

    private static Coroutine create(Varargs args) {
        return Coroutine.create(Meter.current(), Arguments.function(args, 1));
    }

    private static Coroutine coroutine(Varargs args) {
        return Arguments.instance(args, 1, Coroutine.class, "coroutine");
    }

    private static Varargs running() {
        Meter meter = Meter.current();
        Coroutine running = meter.running;
        return running != null
                ? LuaValue.varargsOf(running, LuaValue.FALSE)
                : LuaValue.varargsOf(meter.mainCoroutine(), LuaValue.TRUE);
    }

    private static LuaValue status(Coroutine coroutine) {
        return LuaValue.valueOf(coroutine.status().name().toLowerCase(Locale.ROOT));
    }

    private static Varargs wrap(Varargs args) {
        Coroutine coroutine = create(args);
        LuaFunction wrapped =
                new Builtin(
                        "wrap",
                        values -> {
                            Varargs results = coroutine.resume(values);
                            if (results.arg1().toboolean()) {
                                return results.subargs(2);
                            }
                            throw new Raised(results.arg(2), 1);
                        },
                        coroutine);
        return wrapped;
    }
}
