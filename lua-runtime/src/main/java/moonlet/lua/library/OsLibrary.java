package moonlet.lua.library;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.Meter;
import moonlet.lua.engine.Raised;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.engine.Table;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;

/** {@code os}: what of it says the time. Nothing in here reaches the machine. */
final class OsLibrary {
    private static final LuaString DEFAULT_FORMAT = LuaValue.valueOf("%c");
    private static final LuaString TABLE_FORMAT = LuaValue.valueOf("*t");

    private final Clock clock;
    private final long startNanos = System.nanoTime();

    OsLibrary(Clock clock) {
        this.clock = clock;
    }

    SealedTable table() {
        return new SealedTable("os")
                .with(new Builtin("clock", this::clock))
                .with(new Builtin("date", this::date))
                .with(new Builtin("difftime", OsLibrary::difference))
                .with("platform", LuaValue.valueOf("moonlet"))
                .with(new Builtin("time", this::time))
                .seal();
    }

    private Varargs clock(Varargs args) {
        return LuaValue.valueOf((System.nanoTime() - startNanos) / 1e9);
    }

    private static Varargs difference(Varargs args) {
        double earlier = args.arg(2).isnil() ? 0 : Arguments.real(args, 2);
        return LuaValue.valueOf(Arguments.real(args, 1) - earlier);
    }

    private Varargs time(Varargs args) {
        if (args.arg(1).isnil()) {
            return seconds(clock.instant().getEpochSecond());
        }
        LuaTable fields = Arguments.table(args, 1);
        int year = field(fields, "year");
        int month = field(fields, "month");
        int day = field(fields, "day");
        try {
            LocalDateTime date =
                    LocalDateTime.of(year, 1, 1, 0, 0)
                            .plusMonths(month - 1L)
                            .plusDays(day - 1L)
                            .plusHours(field(fields, "hour", 0))
                            .plusMinutes(field(fields, "min", 0))
                            .plusSeconds(field(fields, "sec", 0));
            return seconds(date.atZone(clock.getZone()).toEpochSecond());
        } catch (DateTimeException outOfRange) {
            throw new Raised("field 'year' is out of range: year=" + year);
        }
    }

    private static LuaValue seconds(long seconds) {
        return LuaValue.valueOf((double) seconds);
    }

    private static int field(LuaTable fields, String name) {
        if (Arguments.numberOrNil(fields.get(name)).isnil()) {
            throw new Raised("field '" + name + "' missing in date table");
        }
        return field(fields, name, 0);
    }

    private static int field(LuaTable fields, String name, int fallback) {
        LuaValue number = Arguments.numberOrNil(fields.get(name));
        if (number.isnil()) {
            return fallback;
        }
        double value = number.todouble();
        if (value != (int) value) {
            value = value < 0 ? Math.ceil(value) : Math.floor(value);
        }
        if (value != (int) value) {
            throw new Raised("field '" + name + "' is out of range");
        }
        return (int) value;
    }

    private Varargs date(Varargs args) {
        LuaString given = Arguments.string(args, 1, DEFAULT_FORMAT);
        Instant instant = args.arg(2).isnil() ? clock.instant() : instant(args);
        boolean utc = given.m_length > 0 && given.luaByte(0) == '!';
        LuaString format = utc ? given.substring(1, given.m_length) : given;
        ZonedDateTime date = instant.atZone(utc ? ZoneOffset.UTC : clock.getZone());
        if (format.equals(TABLE_FORMAT)) {
            return fields(date);
        }
        var result = new Bytes(Meter.current());
        new DateText(date, utc).add(result, format);
        return result.text();
    }

    private static Instant instant(Varargs args) {
        try {
            return Instant.ofEpochSecond(Arguments.integer(args, 2));
        } catch (DateTimeException outOfRange) {
            throw Arguments.bad(2, "time is out of range");
        }
    }

    private static LuaTable fields(ZonedDateTime date) {
        var fields = new Table(0, 9);
        fields.rawset("year", LuaValue.valueOf(date.getYear()));
        fields.rawset("month", LuaValue.valueOf(date.getMonthValue()));
        fields.rawset("day", LuaValue.valueOf(date.getDayOfMonth()));
        fields.rawset("hour", LuaValue.valueOf(date.getHour()));
        fields.rawset("min", LuaValue.valueOf(date.getMinute()));
        fields.rawset("sec", LuaValue.valueOf(date.getSecond()));
        fields.rawset("wday", LuaValue.valueOf(date.get(ChronoField.DAY_OF_WEEK) % 7 + 1));
        fields.rawset("yday", LuaValue.valueOf(date.getDayOfYear()));
        fields.rawset("isdst", LuaValue.valueOf(DateText.isSummerTime(date)));
        return fields;
    }
}
