package moonlet.lua.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

import java.util.Random;

class DurationTextTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "+0, 0",
        "5s, 5000000000",
        "1h30m, 5400000000000",
        "1.5s, 1500000000",
        "-2m, -120000000000",
        "300ms, 300000000",
        "1us, 1000",
        "1µs, 1000",
        "1μs, 1000",
        "+5ns, 5",
        ".5s, 500000000",
        "1.s, 1000000000",
        "1m1m, 120000000000",
        "-1.5h, -5400000000000",
        "0.9ns, 0",
        "0.3333333333333333333h, 1199999999999",
        "9223372036854775807ns, 9223372036854775807",
        "-9223372036854775808ns, -9223372036854775808",
        "2562047h47m16.854775807s, 9223372036854775807"
    })
    void text_is_read_as_nanoseconds(String text, long nanos) {
        var read = assertInstanceOf(DurationReading.Nanos.class, DurationText.parse(text));
        assertEquals(nanos, read.nanos());
    }

    @ParameterizedTest
    @CsvSource({
        "'', number expected",
        "3, missing unit",
        "-, number expected",
        "s, number expected",
        "., number expected",
        "-., number expected",
        ".s, number expected",
        "1d, unknown unit \"d\"",
        "1h 30m, unknown unit \"h \"",
        "' 1s', number expected",
        "1s5, missing unit",
        "--1s, number expected",
        "1H, unknown unit \"H\"",
        "1.2.3s, missing unit",
        "1e3s, unknown unit \"e\"",
        "٣s, number expected",
        "9223372036854775808ns, does not fit",
        "2562048h, does not fit",
        "-2562048h, does not fit",
        "00, missing unit"
    })
    void rubbish_is_refused_with_a_reason(String text, String reason) {
        var bad = assertInstanceOf(DurationReading.Bad.class, DurationText.parse(text));
        assertTrue(bad.reason().contains(reason), bad.reason());
    }

    @Test
    void a_text_without_end_is_refused_before_it_is_read() {
        assertInstanceOf(DurationReading.Bad.class, DurationText.parse("1s".repeat(1_000)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "1, 1ns",
        "1100, 1.1µs",
        "2000, 2µs",
        "2200000, 2.2ms",
        "100000000, 100ms",
        "1500000000, 1.5s",
        "60000000000, 1m0s",
        "3600000000000, 1h0m0s",
        "5445000000000, 1h30m45s",
        "-120000000000, -2m0s",
        "-1, -1ns",
        "245005001000000, 68h3m25.001s",
        "9223372036854775807, 2562047h47m16.854775807s",
        "-9223372036854775808, -2562047h47m16.854775808s"
    })
    void nanoseconds_are_written_as_go_writes_them(long nanos, String text) {
        assertEquals(text, DurationText.format(nanos));
    }

    @Test
    void every_duration_reads_back_from_its_text() {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            long nanos = random.nextLong() >> random.nextInt(64);
            assertEquals(
                    new DurationReading.Nanos(nanos),
                    DurationText.parse(DurationText.format(nanos)));
        }
    }

    @Test
    void a_number_is_nanoseconds_cut_to_a_whole_one() {
        assertEquals(new DurationReading.Nanos(-1), DurationReading.of(LuaValue.valueOf(-1.9)));
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "-Infinity", "9.3e18", "-1e300"})
    void a_number_beyond_64_bits_is_bad(double number) {
        assertInstanceOf(DurationReading.Bad.class, DurationReading.of(LuaValue.valueOf(number)));
    }

    @Test
    void values_that_are_no_duration_are_bad_and_named() {
        assertTrue(DurationReading.of(LuaValue.NIL).toString().contains("got nil"));
        assertTrue(DurationReading.of(new LuaTable()).toString().contains("got table"));
        assertInstanceOf(DurationReading.Bad.class, DurationReading.of(LuaValue.valueOf("5")));
    }
}
