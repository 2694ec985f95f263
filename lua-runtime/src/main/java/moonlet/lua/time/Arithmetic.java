package moonlet.lua.time;

import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.Raised;

import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaValue;

/**
 * {@code +} and {@code -} between times and durations. Operators have one result, so that what a
 * method returns as {@code nil, err} is raised here.
 */
final class Arithmetic {
    private final TimeValues values;

    Arithmetic(TimeValues values) {
        this.values = values;
    }

    Builtin plus() {
        return new Builtin("__add", args -> plus(args.arg1(), args.arg(2)));
    }

    Builtin minus() {
        return new Builtin("__sub", args -> minus(args.arg1(), args.arg(2)));
    }

    private LuaValue plus(LuaValue left, LuaValue right) {
        if (left instanceof TimeValue time && isSpan(right)) {
            return shifted(time, nanos(right));
        }
        if (right instanceof TimeValue time && isSpan(left)) {
            return shifted(time, nanos(left));
        }
        if (isSpan(left) && isSpan(right)) {
            return sum(nanos(left), nanos(right));
        }
        throw new Raised("attempt to add " + name(left) + " and " + name(right));
    }

    private LuaValue minus(LuaValue left, LuaValue right) {
        if (left instanceof TimeValue time && right instanceof TimeValue other) {
            return values.duration(time.moment().minus(other.moment()));
        }
        if (left instanceof TimeValue time && isSpan(right)) {
            return shifted(time, negated(nanos(right)));
        }
        if (isSpan(left) && isSpan(right)) {
            return sum(nanos(left), negated(nanos(right)));
        }
        throw new Raised("attempt to subtract " + name(right) + " from " + name(left));
    }

    private static boolean isSpan(LuaValue value) {
        return value instanceof DurationValue || value instanceof LuaNumber;
    }

    private static long nanos(LuaValue value) {
        return switch (DurationReading.of(value)) {
            case DurationReading.Nanos(long nanos) -> nanos;
            case DurationReading.Bad(String reason) -> throw new Raised(reason);
        };
    }

    private LuaValue shifted(TimeValue time, long nanos) {
        try {
            return values.time(time.moment().plus(nanos));
        } catch (BadTime bad) {
            throw new Raised(bad.getMessage());
        }
    }

    private LuaValue sum(long left, long right) {
        long sum = left + right;
        if ((left < 0) == (right < 0) && (sum < 0) != (left < 0)) {
            throw tooLong();
        }
        return values.duration(sum);
    }

    private static long negated(long nanos) {
        if (nanos == Long.MIN_VALUE) {
            throw tooLong();
        }
        return -nanos;
    }

    private static Raised tooLong() {
        return new Raised("duration does not fit in 64 bits of nanoseconds (about 292 years)");
    }

    private static String name(LuaValue value) {
        return switch (value) {
            case TimeValue _ -> "a Time";
            case DurationValue _ -> "a Duration";
            default -> "a " + value.typename();
        };
    }
}
