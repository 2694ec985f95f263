package moonlet.lua.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.Chunk;
import moonlet.lua.engine.Limits;
import moonlet.lua.engine.Meter;
import moonlet.lua.engine.SealedTable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;

class TimeModuleTest {
    private final TimeModule module =
            new TimeModule(
                    ZoneId.of("Europe/Berlin"),
                    (kind, message) ->
                            LuaValue.varargsOf(
                                    LuaValue.NIL, LuaValue.valueOf(kind.text() + ": " + message)));

    /** All results of a chunk as texts, with a space between them. */
    private String run(String source) throws Exception {
        var globals = new LuaTable();
        globals.set("time", module.fill(new SealedTable("time")).seal());
        globals.set("now", module.time(Instant.parse("2024-07-01T10:00:00Z")));
        globals.set("tostring", new Builtin("tostring", args -> text(args.arg1())));
        byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
        Chunk chunk = Chunk.compile("test.lua", bytes, Limits.DEFAULTS);
        Varargs results = chunk.instantiate(globals, Meter.current()).invoke(LuaValue.NONE);
        var texts = new StringBuilder();
        for (int i = 1; i <= results.narg(); i++) {
            texts.append(i > 1 ? " " : "").append(text(results.arg(i)).tojstring());
        }
        return texts.toString();
    }

    private static LuaValue text(LuaValue value) {
        LuaValue method = value.metatag(LuaValue.valueOf("__tostring"));
        return method.isnil() ? LuaValue.valueOf(value.tojstring()) : method.call(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "now | 2024-07-01 12:00:00 +0200 CEST",
                "time.date(2024, 1, 31, 8, 9, 10, 5) | 2024-01-31 08:09:10.000000005 +0100 CET",
                "time.date(2024, 1, 31, 0, 0, 0, 0, time.utc):date() | 2024 1 31",
                "time.date(2024, 1, 31, 8, 9, 10, 0):clock() | 8 9 10",
                "time.unix(1700000000):unix() | 1700000000",
                "time.unix(1700000000, 1500000000):utc():format(time.RFC3339NANO)"
                        + " | 2023-11-14T22:13:21.5Z",
                "now:format_rfc3339() | 2024-07-01T12:00:00+02:00",
                "now:add('1h30m'):format(time.KITCHEN) | 1:30PM",
                "now:add(-time.HOUR):format(time.TIME_ONLY) | 11:00:00",
                "now:add_date(0, -1, 30):format('Jan 2') | Jul 1",
                "now:add('1.5h'):sub(now) | 1h30m0s",
                "now:add('1h'):sub(now):minutes() | 60",
                "time.parse_duration('1500us'):milliseconds() | 1",
                "time.parse_duration('1500us'):seconds() | 0.0015",
                "time.parse_duration(2.5e9) | 2.5s",
                "time.parse_duration('1s') == time.parse_duration('1000ms') | true",
                "time.parse_duration('1s') < time.parse_duration('2s') | true",
                "time.parse_duration('1s') >= time.parse_duration('2s') | false",
                "time.parse_duration('1s') + time.parse_duration('2m') | 2m1s",
                "time.parse_duration('1s') - time.SECOND | 0s",
                "now == now:utc(), now == now:add(1), now < now:add(1), now <= now"
                        + " | true false true true",
                "now:add('2s') - now, (now + time.SECOND):second() | 2s 1",
                "now:before(now:add(1)), now:after(now), now:equal(now:utc()) | true false true",
                "now:weekday() == time.MONDAY, now:month() == time.JULY | true true",
                "now:year_day(), now:nanosecond(), now:is_zero() | 183 0 false",
                "time.date(1, 1, 1, 0, 0, 0, 0, time.utc):is_zero() | true",
                "now:location(), now:utc():location():string(), time.localtz | Local UTC Local",
                "now:in_location(time.load_location('Asia/Tokyo')):in_local():hour() | 12",
                "now:in_location(time.fixed_zone('X', -3600)) | 2024-07-01 09:00:00 -0100 X",
                "now:truncate(time.parse_duration('24h')):utc():hour() | 0",
                "now:unix_nano() | 1719828000000000000",
                "time.parse('2006-01-02', '2024-02-30') | nil Invalid: parsing time"
                        + " \"2024-02-30\": day out of range",
                "time.parse('2006-01-02 15h', '2024-02-03 04h') | 2024-02-03 04:00:00 +0100 CET",
                "time.parse_duration('1d') | nil Invalid: unknown unit \"d\" (ns us ms s m h) in"
                        + " duration \"1d\"",
                "time.load_location('UTC') == time.utc | true",
                "time.date(2024, 1, 2, 3, 4, 5, 0, time.load_location('EST'))"
                        + " | 2024-01-02 03:04:05 -0500 EST",
                "now:in_location(time.load_location('MST')):format('15 MST') | 03 MST",
                "now:in_location(time.load_location('HST')):format('15 MST') | 00 HST",
                "now:in_location(time.load_location('America/Sao_Paulo')):format('15 MST') | 07 -03",
                "now:in_location(time.load_location('Asia/Kathmandu')):format('MST') | +0545",
                "now:in_location(time.fixed_zone('', -10800)):format('MST') | -0300",
                "now:year(), now:day(), now:hour(), now:minute(), now:second() | 2024 1 12 0 0",
                "now:add('13h'):round(time.parse_duration('24h')):utc():date() | 2024 7 2",
                "now:format(time.DATE_TIME), now:format(time.DATE_ONLY)"
                        + " | 2024-07-01 12:00:00 2024-07-01",
                "now:format(time.RFC3339), now:format(time.RFC822), now:format(time.RFC822Z)"
                        + " | 2024-07-01T12:00:00+02:00 01 Jul 24 12:00 CEST 01 Jul 24 12:00 +0200",
                "now:format(time.RFC850), now:format(time.RFC1123), now:format(time.RFC1123Z)"
                        + " | Monday, 01-Jul-24 12:00:00 CEST Mon, 01 Jul 2024 12:00:00 CEST"
                        + " Mon, 01 Jul 2024 12:00:00 +0200",
                "now:format(time.STAMP), now:format(time.STAMP_MILLI) | Jul  1 12:00:00 Jul  1"
                        + " 12:00:00.000",
                "now:format(time.STAMP_MICRO), now:format(time.STAMP_NANO) | Jul  1"
                        + " 12:00:00.000000 Jul  1 12:00:00.000000000",
                "time.JANUARY, time.FEBRUARY, time.MARCH, time.APRIL, time.MAY, time.JUNE"
                        + " | 1 2 3 4 5 6",
                "time.JULY, time.AUGUST, time.SEPTEMBER, time.OCTOBER, time.NOVEMBER,"
                        + " time.DECEMBER | 7 8 9 10 11 12",
                "time.SUNDAY, time.MONDAY, time.TUESDAY, time.WEDNESDAY, time.THURSDAY,"
                        + " time.FRIDAY, time.SATURDAY | 0 1 2 3 4 5 6",
                "time.NANOSECOND, time.MICROSECOND, time.MILLISECOND | 1 1000 1000000",
                "time.HOUR / time.MINUTE, time.MINUTE / time.SECOND, time.SECOND | 60 60 1000000000",
                "time.parse_duration('1h'):hours(), time.parse_duration('1ms'):microseconds(),"
                        + " time.parse_duration('1us'):nanoseconds() | 1 1000 1000",
                "time.parse('x') | nil Invalid: parse: needs 2 arguments, got 1",
                "now:format() | nil Invalid: format: needs 1 argument, got 0",
                "now:add_date(1) | nil Invalid: add_date: needs 3 arguments, got 1",
                "now:in_location() | nil Invalid: in_location: needs 1 argument, got 0"
            })
    void an_expression_gives(String expression, String results) throws Exception {
        assertEquals(results, run("return " + expression));
    }

    @ParameterizedTest
    @CsvSource({
        "time.load_location(''), Invalid",
        "time.load_location('Atlantis/Capital'), NotFound",
        "time.load_location('+02:00'), NotFound",
        "'time.fixed_zone(\"x\", 1e9)', Invalid",
        "'time.date(1e9, 1, 1)', Invalid",
        "time.unix(1e300), Invalid",
        "time.unix(0/0), Invalid",
        "'time.unix(0, 0/0)', Invalid",
        "'time.unix(0, 1/0)', Invalid",
        "'time.date(2024, 0/0, 1)', Invalid",
        "'time.date(2024, 1, 1, -1/0)', Invalid",
        "'time.fixed_zone(\"x\", 0/0)', Invalid",
        "'now:add_date(0, 0/0, 0)', Invalid",
        "now:add('soon'), Invalid",
        "now:add(0/0), Invalid"
    })
    void a_wrong_value_gives_nil_and_an_error(String expression, String kind) throws Exception {
        String results = run("return " + expression);
        assertTrue(results.startsWith("nil " + kind + ": "), results);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "time.parse({}, 'x') | bad argument #1 to 'parse' (string expected, got table)",
                "now:round(5) | bad argument #1 to 'round' (Duration expected, got number)",
                "now:add({}) | bad argument #1 to 'add' (duration expected, got table)",
                "now.year(5) | bad argument #1 to 'year' (Time expected, got number)",
                "now + now | attempt to add a Time and a Time",
                "time.date(2024, 1, 1, 0, 0, 0, 0, 'UTC') | (Location expected, got string)"
            })
    void a_wrong_type_raises(String expression, String message) {
        var error = assertThrows(LuaError.class, () -> run("return " + expression));
        assertTrue(error.getMessage().contains(message), error.getMessage());
    }

    @Test
    void values_cannot_be_changed() {
        assertThrows(LuaError.class, () -> run("now.year = 5"));
        assertThrows(LuaError.class, () -> run("time.utc = nil"));
    }

    @Test
    void bytes_that_are_not_utf8_pass_through_a_layout() throws Exception {
        assertEquals(
                "true true",
                run(
                        "local s = now:format('\\255 2006 \\0') return s == '\\255 2024 \\0',"
                                + " now:format('2006年\\240\\159\\140\\153') =="
                                + " '2024年\\240\\159\\140\\153'"));
    }
}
