package moonlet.lua.time;

import moonlet.lua.engine.Utf8;

import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * What a duration argument says: a number is nanoseconds, a string is a Go duration such as {@code
 * "1h30m"}, and a {@code Duration} is itself.
 */
public sealed interface DurationReading {
    /** A duration, which may be zero or negative. */
    record Nanos(long nanos) implements DurationReading {}

    /** Not a duration; the reason is a text for people. */
    record Bad(String reason) implements DurationReading {}

    /** Reads any Lua value; does not throw. */
    static DurationReading of(LuaValue value) {
        return switch (value) {
            case DurationValue duration -> new Nanos(duration.nanos());
            case LuaNumber number -> ofNumber(number.todouble());
            case LuaString text -> DurationText.parse(Utf8.string(text));
            default ->
                    new Bad(
                            "duration expected (nanoseconds, a text such as \"1h30m\", or a"
                                    + " Duration), got "
                                    + value.typename());
        };
    }

    /** Reads a text such as {@code 1h30m}; does not throw. */
    static DurationReading ofText(String text) {
        return DurationText.parse(text);
    }

    private static DurationReading ofNumber(double nanos) {
        // Both bounds are exact as doubles; the upper one is the first value too large.
        if (nanos >= -0x1p63 && nanos < 0x1p63) {
            return new Nanos((long) nanos);
        }
        return new Bad(
                Double.isNaN(nanos)
                        ? "duration is not a number of nanoseconds: nan"
                        : "duration does not fit in 64 bits of nanoseconds (about 292 years)");
    }
}
