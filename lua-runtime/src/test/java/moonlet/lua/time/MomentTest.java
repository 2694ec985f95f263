package moonlet.lua.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentTest {
    private static final Layout DATE_TIME = layout("2006-01-02 15:04:05.999999999");

    private static Layout layout(String text) {
        try {
            return Layout.of(text);
        } catch (BadTime bad) {
            throw new AssertionError(bad);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2023-10-31, 0, 1, 0, 2023-12-01", "2024-01-31, 0, 1, 0, 2024-03-02",
        "2023-01-31, 0, 1, 0, 2023-03-03", "2024-02-29, 1, 0, 0, 2025-03-01",
        "2024-03-01, 0, 0, -1, 2024-02-29", "2024-01-15, 0, -13, 0, 2022-12-15",
        "2024-12-31, 0, 0, 1, 2025-01-01", "2011-11-18, -1, 10, -7, 2011-09-11"
    })
    void added_dates_carry_over_as_in_go(String from, long years, long months, long days, String to)
            throws BadTime {
        Layout layout = layout("2006-01-02");
        Moment time = layout.read(from, Location.UTC);
        Moment sum = Civil.of(time.civil()).plusDate(years, months, days).in(Location.UTC);
        assertEquals(to, layout.write(sum));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2012-12-07 12:15:30.918273645, 2012-12-07 12:15:30.918273645",
        "1000, 2012-12-07 12:15:30.918273, 2012-12-07 12:15:30.918274",
        "1000000, 2012-12-07 12:15:30.918, 2012-12-07 12:15:30.918",
        "1000000000, 2012-12-07 12:15:30, 2012-12-07 12:15:31",
        "2000000000, 2012-12-07 12:15:30, 2012-12-07 12:15:30",
        "60000000000, 2012-12-07 12:15:00, 2012-12-07 12:16:00",
        "600000000000, 2012-12-07 12:10:00, 2012-12-07 12:20:00",
        "86400000000000, 2012-12-07 00:00:00, 2012-12-08 00:00:00",
        "0, 2012-12-07 12:15:30.918273645, 2012-12-07 12:15:30.918273645",
        "-5, 2012-12-07 12:15:30.918273645, 2012-12-07 12:15:30.918273645"
    })
    void times_are_cut_and_rounded_to_multiples(long nanos, String cut, String rounded)
            throws BadTime {
        Moment time = DATE_TIME.read("2012-12-07 12:15:30.918273645", Location.UTC);
        assertEquals(cut, DATE_TIME.write(time.truncate(nanos)));
        assertEquals(rounded, DATE_TIME.write(time.round(nanos)));
    }

    @Test
    void a_half_is_rounded_up_even_before_the_year_one() throws BadTime {
        Moment time = new Civil(-4, 1, 1, 0, 0, 0, 500_000_000).in(Location.UTC);
        assertEquals("-0004-01-01 00:00:01", DATE_TIME.write(time.round(1_000_000_000)));
        assertEquals("-0004-01-01 00:00:00", DATE_TIME.write(time.truncate(1_000_000_000)));
    }

    @ParameterizedTest
    @CsvSource({
        "2024, 14, 0, 25, 61, 61, 2025-02-01 02:02:01.000000005",
        "2024, 0, 1, 0, 0, -90, 2023-11-30 23:58:30.000000005",
        "2024, 1, 400, 0, 0, 0, 2025-02-03 00:00:00.000000005"
    })
    void parts_of_any_size_carry_over(
            long year, long month, long day, long hour, long minute, long second, String time)
            throws BadTime {
        var civil = new Civil(year, month, day, hour, minute, second, 5);
        assertEquals(time, DATE_TIME.write(civil.in(Location.UTC)));
    }

    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2024-03-10T02:30:00, 2024-03-10 01:30:00 -0500 EST",
        "America/New_York, 2024-11-03T01:30:00, 2024-11-03 01:30:00 -0400 EDT",
        "Europe/Berlin, 2024-03-31T02:30:00, 2024-03-31 03:30:00 +0200 CEST",
        "Asia/Kolkata, 2024-03-31T02:30:00, 2024-03-31 02:30:00 +0530 IST"
    })
    void skipped_and_repeated_local_times_are_read_as_go_reads_them(
            String region, String local, String time) throws BadTime {
        Layout layout = layout("2006-01-02T15:04:05");
        assertEquals(time, layout.read(local, Location.region(region)).toString());
    }

    @Test
    void times_outside_of_the_years_are_refused() {
        for (long huge : new long[] {1_000_000, 1L << 53, Long.MAX_VALUE, Long.MIN_VALUE}) {
            var civil = new Civil(huge, 1, 1, 0, 0, 0, 0);
            assertThrows(BadTime.class, () -> civil.in(Location.UTC));
            var days = new Civil(2024, 1, huge * 1_000, huge, huge, huge, huge);
            if (huge != 1_000_000) {
                assertThrows(BadTime.class, () -> days.in(Location.UTC));
                assertThrows(BadTime.class, () -> Moment.of(huge, huge, Location.UTC));
            }
        }
    }

    @Test
    void differences_stop_at_the_longest_duration() throws BadTime {
        Moment early = new Civil(1, 1, 1, 0, 0, 0, 0).in(Location.UTC);
        Moment late = new Civil(9999, 1, 1, 0, 0, 0, 0).in(Location.UTC);
        assertTrue(early.isZero());
        assertEquals(Long.MAX_VALUE, late.minus(early));
        assertEquals(Long.MIN_VALUE, early.minus(late));
    }
}
