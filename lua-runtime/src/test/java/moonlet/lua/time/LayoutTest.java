package moonlet.lua.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Random;

class LayoutTest {
    private static final Location NEW_YORK = Location.region("America/New_York");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2006-01-02T15:04:05Z07:00 | 2009-02-04T21:00:57-05:00",
                "2006-01-02T15:04:05.999999999Z07:00 | 2009-02-04T21:00:57.0123456-05:00",
                "Mon Jan _2 15:04:05 2006 | Wed Feb  4 21:00:57 2009",
                "Mon Jan 2 15:04:05 MST 2006 | Wed Feb 4 21:00:57 EST 2009",
                "Monday, 02-Jan-06 15:04:05 MST | Wednesday, 04-Feb-09 21:00:57 EST",
                "Mon, 02 Jan 2006 15:04:05 -0700 | Wed, 04 Feb 2009 21:00:57 -0500",
                "3:04PM | 9:00PM",
                "3:4:5 pm 03 | 9:0:57 pm 09",
                "January Jan 1 01 | February Feb 2 02",
                "002 __2 _2 2 | 035  35  4 4",
                ".000 .999 ,000 ,999 ,99 | .012 .012 ,012 ,012 ,01",
                "05.9999999999999 | 57.0123456",
                ".0 .9 | .0",
                "-07 -0700 -07:00 -070000 -07:00:00 | -05 -0500 -05:00 -050000 -05:00:00",
                "Z07 Z0700 Z07:00 | -05 -0500 -05:00",
                "2006-01-02T15:04:05Z | 2009-02-04T21:00:57Z",
                "Janet Months _2006 MSTx Zulu 0 .05 | Janet Months _2009 ESTx Zulu 0 .57"
            })
    void times_are_written_by_example(String layout, String text) throws BadTime {
        Moment time = new Civil(2009, 2, 4, 21, 0, 57, 12_345_600).in(NEW_YORK);
        assertEquals(text, Layout.of(layout).write(time).stripTrailing());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2006-01-02 | 2024-02-29 | 2024-02-29 00:00:00 +0000 UTC",
                "2006-01-02T15:04:05Z07:00 | 2024-01-15T10:30:00Z | 2024-01-15 10:30:00 +0000 UTC",
                "2006-01-02T15:04:05Z07:00 | 2024-01-15T10:30:00.25+02:00"
                        + " | 2024-01-15 10:30:00.25 +0200 +0200",
                "02 Jan 06 15:04 MST | 04 feb 69 21:00 CET | 1969-02-04 21:00:00 +0000 CET",
                "02 Jan 06 15:04 MST | 04 Feb 68 21:00 UTC | 2068-02-04 21:00:00 +0000 UTC",
                "02 Jan 06 15:04 MST | 04 Feb 10 21:00 GMT-8 | 2010-02-04 21:00:00 -0800 GMT-8",
                "Jan _2 15:04:05 2006 | Feb  4 21:00:57 2010 | 2010-02-04 21:00:57 +0000 UTC",
                "3:04PM 2006 | 12:05AM 2010 | 2010-01-01 00:05:00 +0000 UTC",
                "3:04pm 2006 | 12:05pm 2010 | 2010-01-01 12:05:00 +0000 UTC",
                "2006 002 | 2024 366 | 2024-12-31 00:00:00 +0000 UTC",
                "2006 __2 | 2023  60 | 2023-03-01 00:00:00 +0000 UTC",
                "15:04:05,000 | 01:02:03,004 | 0000-01-01 01:02:03.004 +0000 UTC",
                "15:04:05.999 | 01:02:03 | 0000-01-01 01:02:03 +0000 UTC",
                "15:04:05.99 | 01:02:03.123456789123 | 0000-01-01 01:02:03.123456789 +0000 UTC",
                "Z0700 -07:00:00 | Z +01:00:01 | 0000-01-01 00:00:00 +0000 UTC"
            })
    void texts_are_read_by_example(String layout, String text, String time) throws BadTime {
        assertEquals(time, Layout.of(layout).read(text, Location.UTC).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "2006-01-02 | x | parsing time \"x\" as \"2006-01-02\": cannot parse \"x\" as"
                        + " \"2006\"",
                "2006-01-02 | 2024/01/02 | cannot parse \"/01/02\" as \"-\"",
                "2006-01-02 | 2024-13-01 | parsing time \"2024-13-01\": month out of range",
                "2006-01-02 | 2024-00-01 | month out of range",
                "2006-01-02 | 2023-02-29 | parsing time \"2023-02-29\": day out of range",
                "2006-01-02 | 2024-01-00 | day out of range",
                "2006-01-02 | 2024-1-02 | cannot parse \"1-02\" as \"01\"",
                "2006-01-02 | 2024-01-02x | extra text: \"x\"",
                "15:04:05 | 24:00:00 | hour out of range",
                "15:04:05 | 23:60:00 | minute out of range",
                "15:04:05 | 23:00:60 | second out of range",
                "3PM | 13PM | hour out of range",
                "3PM | 3XM | cannot parse \"XM\" as \"PM\"",
                "15:04:05.000 | 01:02:03.04 | cannot parse \".04\" as \".000\"",
                "Mon | Xyz | cannot parse \"Xyz\" as \"Mon\"",
                "Jan | Xyz | cannot parse \"Xyz\" as \"Jan\"",
                "MST | cet | cannot parse \"cet\" as \"MST\"",
                "-07:00 | 0100 | cannot parse \"0100\" as \"-07:00\"",
                "-0700 | +1900 | time zone offset out of range",
                "-0700 | +1830 | time zone offset out of range",
                "2006 002 | 2023 366 | day-of-year out of range",
                "2006 002 | 2023 000 | day-of-year out of range",
                "2006 002 01 | 2023 040 03 | day-of-year does not match month",
                "2006 002 02 | 2023 040 10 | day-of-year does not match day"
            })
    void texts_that_do_not_fit_are_refused_with_a_reason(String layout, String text, String why)
            throws BadTime {
        Layout parsed = Layout.of(layout);
        var bad = assertThrows(BadTime.class, () -> parsed.read(text, Location.UTC));
        assertTrue(bad.getMessage().contains(why), bad.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2006-01-02T15:04:05.999999999Z07:00:00",
                "2006-01-02 15:04:05.000000000 -070000 MST",
                "Monday, January 2 2006 3:04:05.999999999 PM Z07:00:00",
                "2006 002 15h4m5,999999999s -07:00:00",
                "Jan _2 06 03:04:05pm.000000000 -07:00:00 MST"
            })
    void every_time_reads_back_from_every_full_layout(String text) throws BadTime {
        var random = new Random(11);
        Layout layout = Layout.of(text);
        for (Location place : places()) {
            for (int i = 0; i < 300; i++) {
                // From 1969 to 2068: two digits of a year say no more.
                long second = random.nextLong(-31_449_600L, 3_092_601_600L);
                Moment time = Moment.of(second, random.nextInt(1_000_000_000), place);
                Moment read = layout.read(layout.write(time), place);
                assertEquals(time, read, () -> layout.write(time));
            }
        }
    }

    private static List<Location> places() throws BadTime {
        return List.of(
                Location.UTC,
                NEW_YORK,
                Location.region("Europe/Berlin"),
                Location.region("Asia/Kolkata"),
                Location.region("America/Sao_Paulo"),
                Location.region("Australia/Lord_Howe"),
                Location.fixed("", -12_345));
    }

    @Test
    void a_literal_z_comes_back_as_it_went() throws BadTime {
        Layout layout = Layout.of("2006-01-02T15:04:05Z");
        Moment time = layout.read("2024-01-15T10:30:00Z", NEW_YORK);
        assertEquals("2024-01-15T10:30:00Z", layout.write(time));
        assertEquals(NEW_YORK, time.location());
    }

    @Test
    void the_name_of_the_zone_picks_one_of_two_equal_local_times() throws BadTime {
        Layout layout = Layout.of("2006-01-02 15:04 MST");
        Moment summer = layout.read("2024-11-03 01:30 EDT", NEW_YORK);
        Moment winter = layout.read("2024-11-03 01:30 EST", NEW_YORK);
        assertEquals(3_600_000_000_000L, winter.minus(summer));
    }

    @Test
    void a_layout_without_end_is_refused() {
        assertThrows(BadTime.class, () -> Layout.of("2006".repeat(1_000)));
    }
}
