package moonlet.lua.time;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.SealedTable;
import moonlet.protocol.ErrorKind;

import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.time.ZoneId;

/** Makes the values that Lua sees, each with the metatable of its type. */
final class TimeValues {
    /** A function of Lua arguments whose values may turn out wrong. */
    @FunctionalInterface
    interface Fallible {
        LuaValue call(Varargs args) throws BadTime;
    }

    private final Faults faults;
    private final Location local;
    private final SealedTable times;
    private final SealedTable durations;
    private final SealedTable locations;

    TimeValues(ZoneId zone, Faults faults) {
        this.faults = faults;
        this.local = Location.local(zone);
        var arithmetic = new Arithmetic(this);
        this.times = new TimeMethods(this).metatable(arithmetic);
        this.durations = DurationMethods.metatable(arithmetic);
        this.locations = LocationMethods.metatable();
    }

    Location local() {
        return local;
    }

    LuaValue time(Moment moment) {
        return new TimeValue(moment, times);
    }

    LuaValue duration(long nanos) {
        return new DurationValue(nanos, durations);
    }

    LuaValue location(Location location) {
        return new LocationValue(location, locations);
    }

    /**
     * A builtin that returns {@code nil, err} for wrong values and for missing arguments.
     *
     * @param needed how many arguments it cannot do without
     */
    Builtin fallible(String name, int needed, Fallible body) {
        return fallible(name, 0, needed, body);
    }

    /**
     * The same for a method.
     *
     * @param needed how many arguments it cannot do without, besides its object
     */
    Builtin fallibleMethod(String name, int needed, Fallible body) {
        return fallible(name, 1, needed, body);
    }

    private Builtin fallible(String name, int objects, int needed, Fallible body) {
        String arguments = needed == 1 ? " argument, got " : " arguments, got ";
        return new Builtin(
                name,
                args -> {
                    int given = Math.max(0, args.narg() - objects);
                    if (given < needed) {
                        return faults.fail(
                                ErrorKind.INVALID, name + ": needs " + needed + arguments + given);
                    }
                    try {
                        return body.call(args);
                    } catch (BadTime bad) {
                        return faults.fail(ErrorKind.INVALID, bad.getMessage());
                    }
                });
    }

    static TimeValue timeArgument(Varargs args, int index) {
        return Arguments.instance(args, index, TimeValue.class, "Time");
    }

    static DurationValue durationArgument(Varargs args, int index) {
        return Arguments.instance(args, index, DurationValue.class, "Duration");
    }

    static Location locationArgument(Varargs args, int index) {
        return Arguments.instance(args, index, LocationValue.class, "Location").location();
    }

    /** A number cut to a whole one. */
    static long wholeArgument(Varargs args, int index) throws BadTime {
        double value = Arguments.real(args, index);
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new BadTime("a finite number expected as argument #" + index + ", got " + value);
        }
        return Arguments.integer(args, index);
    }

    /** As {@link #wholeArgument(Varargs, int)}, or {@code fallback} for nil. */
    static long wholeArgument(Varargs args, int index, long fallback) throws BadTime {
        return args.arg(index).isnil() ? fallback : wholeArgument(args, index);
    }

    /** A duration in any of its forms. */
    static long nanosArgument(Varargs args, int index) throws BadTime {
        LuaValue value = args.arg(index);
        return switch (DurationReading.of(value)) {
            case DurationReading.Nanos(long nanos) -> nanos;
            case DurationReading.Bad(String reason) -> {
                if (!(value instanceof LuaNumber || value instanceof LuaString)) {
                    throw Arguments.expected(args, index, "duration");
                }
                throw new BadTime(reason);
            }
        };
    }
}
