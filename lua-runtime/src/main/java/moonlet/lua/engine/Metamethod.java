package moonlet.lua.engine;

import org.luaj.vm2.LuaValue;

import java.util.function.Supplier;

/**
 * Calls of metamethods. Each counts as one call deeper and as a reduction: a function that itself
 * calls no other may not count where it is entered, and may still get into itself this way without
 * end, or for ever without getting deep.
 */
final class Metamethod {
    private Metamethod() {}

    static LuaValue call(LuaValue method, LuaValue a, LuaValue b) {
        Meter meter = Meter.current();
        meter.enter();
        try {
            return method.call(a, b);
        } finally {
            meter.leave();
        }
    }

    /** Something that calls a metamethod, deep inside. */
    static <T> T within(Supplier<T> calls) {
        Meter meter = Meter.current();
        meter.enter();
        try {
            return calls.get();
        } finally {
            meter.leave();
        }
    }
}
