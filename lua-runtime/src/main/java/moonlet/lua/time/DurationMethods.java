package moonlet.lua.time;

import static moonlet.lua.time.TimeValues.durationArgument;

import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.engine.Utf8;

import org.luaj.vm2.LuaValue;

import java.util.function.LongFunction;

/** What Lua can do with a {@code Duration}. */
final class DurationMethods {
    private DurationMethods() {}

    static SealedTable metatable(Arithmetic arithmetic) {
        var methods =
                new SealedTable("Duration")
                        .with(method("nanoseconds", nanos -> whole(nanos)))
                        .with(method("microseconds", nanos -> whole(nanos / 1_000)))
                        .with(method("milliseconds", nanos -> whole(nanos / 1_000_000)))
                        .with(method("seconds", nanos -> LuaValue.valueOf(nanos / 1e9)))
                        .with(method("minutes", nanos -> LuaValue.valueOf(nanos / 60e9)))
                        .with(method("hours", nanos -> LuaValue.valueOf(nanos / 3600e9)));
        return new SealedTable("Duration")
                .with("__index", methods.seal())
                .with("__metatable", LuaValue.FALSE)
                .with(method("__tostring", nanos -> Utf8.bytes(DurationText.format(nanos))))
                .with(comparison("__eq", (a, b) -> a == b))
                .with(comparison("__lt", (a, b) -> a < b))
                .with(comparison("__le", (a, b) -> a <= b))
                .with(arithmetic.plus())
                .with(arithmetic.minus())
                .seal();
    }

    private interface Comparison {
        boolean holds(long left, long right);
    }

    private static Builtin method(String name, LongFunction<LuaValue> body) {
        return new Builtin(name, args -> body.apply(durationArgument(args, 1).nanos()));
    }

    private static Builtin comparison(String name, Comparison comparison) {
        return new Builtin(
                name,
                args -> {
                    long left = durationArgument(args, 1).nanos();
                    long right = durationArgument(args, 2).nanos();
                    return LuaValue.valueOf(comparison.holds(left, right));
                });
    }

    private static LuaValue whole(long number) {
        return LuaValue.valueOf((double) number);
    }
}
