package moonlet.lua.library;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Utf8;

import org.luaj.vm2.LuaString;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** A date by a format of C's {@code strftime}, in the C locale. */
final class DateText {
    private static final String AFTER_E = "cCxXyY";
    private static final String AFTER_O = "deHImMSuUVwWy";

    private final ZonedDateTime date;
    private final boolean utc;

    DateText(ZonedDateTime date, boolean utc) {
        this.date = date;
        this.utc = utc;
    }

    static boolean isSummerTime(ZonedDateTime date) {
        return date.getZone().getRules().isDaylightSavings(date.toInstant());
    }

    void add(Bytes result, LuaString format) {
        int at = 0;
        while (at < format.m_length) {
            int letter = format.luaByte(at++);
            if (letter != '%') {
                result.add(letter);
                continue;
            }
            int first = at < format.m_length ? format.luaByte(at) : 0;
            String allowed = first == 'E' ? AFTER_E : first == 'O' ? AFTER_O : null;
            int conversionAt = allowed == null ? at : at + 1;
            int conversion = conversionAt < format.m_length ? format.luaByte(conversionAt) : 0;
            String text =
                    allowed == null || allowed.indexOf(conversion) >= 0 ? text(conversion) : null;
            if (text == null) {
                int end = Math.min(conversionAt + 1, format.m_length);
                throw Arguments.bad(
                        1,
                        "invalid conversion specifier '%"
                                + Utf8.string(format.substring(at, end))
                                + "'");
            }
            result.add(text);
            at = conversionAt + 1;
        }
    }

    /** The text for one conversion, null where C has none. */
    private String text(int conversion) {
        return switch (conversion) {
            case 'a' -> date.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case 'A' -> date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'b', 'h' -> date.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case 'B' -> date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'c' ->
                    text('a') + " " + text('b') + " " + text('e') + " " + text('T') + " "
                            + text('Y');
            case 'C' -> two(Math.floorDiv(date.getYear(), 100));
            case 'd' -> two(date.getDayOfMonth());
            case 'D', 'x' -> text('m') + "/" + text('d') + "/" + text('y');
            case 'e' -> "%2d".formatted(date.getDayOfMonth());
            case 'F' -> text('Y') + "-" + text('m') + "-" + text('d');
            case 'g' -> two(Math.floorMod(isoYear(), 100));
            case 'G' -> Integer.toString(isoYear());
            case 'H' -> two(date.getHour());
            case 'I' -> two(date.get(ChronoField.CLOCK_HOUR_OF_AMPM));
            case 'j' -> "%03d".formatted(date.getDayOfYear());
            case 'm' -> two(date.getMonthValue());
            case 'M' -> two(date.getMinute());
            case 'n' -> "\n";
            case 'p' -> date.getHour() < 12 ? "AM" : "PM";
            case 'r' -> text('I') + ":" + text('M') + ":" + text('S') + " " + text('p');
            case 'R' -> text('H') + ":" + text('M');
            case 'S' -> two(date.getSecond());
            case 't' -> "\t";
            case 'T', 'X' -> text('H') + ":" + text('M') + ":" + text('S');
            case 'u' -> Integer.toString(date.getDayOfWeek().getValue());
            case 'U' -> two((date.getDayOfYear() + 6 - date.getDayOfWeek().getValue() % 7) / 7);
            case 'V' -> two(date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case 'w' -> Integer.toString(date.getDayOfWeek().getValue() % 7);
            case 'W' -> two((date.getDayOfYear() + 7 - date.getDayOfWeek().getValue()) / 7);
            case 'y' -> two(Math.floorMod(date.getYear(), 100));
            case 'Y' -> Integer.toString(date.getYear());
            case 'z' -> DateTimeFormatter.ofPattern("xx", Locale.ROOT).format(date);
            case 'Z' ->
                    utc ? "GMT" : DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH).format(date);
            case '%' -> "%";
            default -> null;
        };
    }

    private int isoYear() {
        return date.get(IsoFields.WEEK_BASED_YEAR);
    }

    private static String two(int value) {
        return "%02d".formatted(value);
    }
}
