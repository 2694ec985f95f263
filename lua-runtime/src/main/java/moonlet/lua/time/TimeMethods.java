package moonlet.lua.time;

import static moonlet.lua.time.TimeValues.durationArgument;
import static moonlet.lua.time.TimeValues.locationArgument;
import static moonlet.lua.time.TimeValues.nanosArgument;
import static moonlet.lua.time.TimeValues.timeArgument;

import static org.luaj.vm2.LuaValue.valueOf;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.SealedTable;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.time.OffsetDateTime;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** What Lua can do with a {@code Time}. */
final class TimeMethods {
    private final TimeValues values;

    TimeMethods(TimeValues values) {
        this.values = values;
    }

    SealedTable metatable(Arithmetic arithmetic) {
        var methods = new SealedTable("Time");
        addFields(methods);
        addTexts(methods);
        addPlaces(methods);
        addCalculations(methods);
        addComparisons(methods);
        return new SealedTable("Time")
                .with("__index", methods.seal())
                .with("__metatable", LuaValue.FALSE)
                .with(method("__tostring", time -> ByteText.toLua(time.toString())))
                .with(comparison("__eq", (a, b) -> a.instant().equals(b.instant())))
                .with(comparison("__lt", (a, b) -> a.instant().isBefore(b.instant())))
                .with(comparison("__le", (a, b) -> !a.instant().isAfter(b.instant())))
                .with(arithmetic.plus())
                .with(arithmetic.minus())
                .seal();
    }

    private void addFields(SealedTable methods) {
        methods.with(field("year", OffsetDateTime::getYear))
                .with(field("month", OffsetDateTime::getMonthValue))
                .with(field("day", OffsetDateTime::getDayOfMonth))
                .with(field("hour", OffsetDateTime::getHour))
                .with(field("minute", OffsetDateTime::getMinute))
                .with(field("second", OffsetDateTime::getSecond))
                .with(field("nanosecond", OffsetDateTime::getNano))
                .with(field("weekday", civil -> civil.getDayOfWeek().getValue() % 7))
                .with(field("year_day", OffsetDateTime::getDayOfYear))
                .with(method("date", time -> date(time.civil())))
                .with(method("clock", time -> clock(time.civil())))
                .with(method("unix", time -> valueOf((double) time.instant().getEpochSecond())))
                .with(method("unix_nano", time -> valueOf(time.epochNanos())))
                .with(method("is_zero", time -> valueOf(time.isZero())));
    }

    private void addTexts(SealedTable methods) {
        methods.with(
                        values.fallibleMethod(
                                "format",
                                1,
                                args -> {
                                    Moment time = timeArgument(args, 1).moment();
                                    String layout = ByteText.of(Arguments.string(args, 2));
                                    return ByteText.toLua(Layout.of(layout).write(time));
                                }))
                .with(method("format_rfc3339", time -> ByteText.toLua(Layout.RFC3339.write(time))));
    }

    private void addPlaces(SealedTable methods) {
        methods.with(method("utc", time -> values.time(time.in(Location.UTC))))
                .with(method("in_local", time -> values.time(time.in(values.local()))))
                .with(method("location", time -> values.location(time.location())))
                .with(
                        changed(
                                "in_location",
                                1,
                                (time, args) -> time.in(locationArgument(args, 2))));
    }

    private void addCalculations(SealedTable methods) {
        methods.with(changed("add", 1, (time, args) -> time.plus(nanosArgument(args, 2))))
                .with(
                        changed(
                                "add_date",
                                3,
                                (time, args) ->
                                        Civil.of(time.civil())
                                                .plusDate(
                                                        TimeValues.wholeArgument(args, 2),
                                                        TimeValues.wholeArgument(args, 3),
                                                        TimeValues.wholeArgument(args, 4))
                                                .in(time.location())))
                .with(
                        changed(
                                "round",
                                1,
                                (time, args) -> time.round(durationArgument(args, 2).nanos())))
                .with(
                        changed(
                                "truncate",
                                1,
                                (time, args) -> time.truncate(durationArgument(args, 2).nanos())))
                .with(
                        values.fallibleMethod(
                                "sub",
                                1,
                                args -> {
                                    Moment time = timeArgument(args, 1).moment();
                                    Moment other = timeArgument(args, 2).moment();
                                    return values.duration(time.minus(other));
                                }));
    }

    private static void addComparisons(SealedTable methods) {
        methods.with(comparison("before", (a, b) -> a.instant().isBefore(b.instant())))
                .with(comparison("after", (a, b) -> a.instant().isAfter(b.instant())))
                .with(comparison("equal", (a, b) -> a.instant().equals(b.instant())));
    }

    /** Another time made from this one. */
    private interface Change {
        Moment apply(Moment time, Varargs args) throws BadTime;
    }

    private Builtin changed(String name, int needed, Change change) {
        return values.fallibleMethod(
                name,
                needed,
                args -> values.time(change.apply(timeArgument(args, 1).moment(), args)));
    }

    private static Builtin method(String name, Function<Moment, Varargs> body) {
        return new Builtin(name, args -> body.apply(timeArgument(args, 1).moment()));
    }

    private static Builtin field(String name, ToIntFunction<OffsetDateTime> part) {
        return method(name, time -> valueOf(part.applyAsInt(time.civil())));
    }

    private static Builtin comparison(String name, BiPredicate<Moment, Moment> holds) {
        return new Builtin(
                name,
                args ->
                        valueOf(
                                holds.test(
                                        timeArgument(args, 1).moment(),
                                        timeArgument(args, 2).moment())));
    }

    private static Varargs date(OffsetDateTime civil) {
        return LuaValue.varargsOf(
                valueOf(civil.getYear()),
                valueOf(civil.getMonthValue()),
                valueOf(civil.getDayOfMonth()));
    }

    private static Varargs clock(OffsetDateTime civil) {
        return LuaValue.varargsOf(
                valueOf(civil.getHour()), valueOf(civil.getMinute()), valueOf(civil.getSecond()));
    }
}
