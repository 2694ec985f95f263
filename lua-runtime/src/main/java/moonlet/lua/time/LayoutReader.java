package moonlet.lua.time;

import java.util.List;
import java.util.OptionalInt;

/** Reads one text in one layout. */
final class LayoutReader {
    private static final int QUOTED_MAX = 200;

    private final Layout layout;
    private final String value;
    private final TextCursor cursor;
    private final ReadTime time;

    LayoutReader(Layout layout, String value) {
        this.layout = layout;
        this.value = value.length() > QUOTED_MAX ? value.substring(0, QUOTED_MAX) : value;
        this.cursor = new TextCursor(value);
        this.time = new ReadTime(this.value);
    }

    ReadTime read() throws BadTime {
        List<Piece> pieces = layout.pieces();
        for (int i = 0; i < pieces.size(); i++) {
            int before = cursor.position();
            boolean found =
                    switch (pieces.get(i)) {
                        case Piece.Literal(String text) -> cursor.takeLiteral(text);
                        case Piece.Field(Element element) -> field(element);
                        case Piece.Offset offset -> offset(offset);
                        case Piece.Fraction fraction -> fraction(fraction);
                    };
            if (!found) {
                throw cannotParse(pieces.get(i), before);
            }
            if (isSecond(pieces.get(i)) && !fractionFollows(pieces.subList(i + 1, pieces.size()))) {
                unaskedFraction();
            }
        }
        if (!cursor.atEnd()) {
            String extra = cursor.restFrom(cursor.position());
            throw time.wrong("extra text: " + ByteText.quote(shortened(extra)));
        }
        return time;
    }

    private boolean field(Element element) throws BadTime {
        return switch (element) {
            case LONG_MONTH -> month(cursor.takeName(Names.MONTHS));
            case SHORT_MONTH -> month(cursor.takeName(Names.shortened(Names.MONTHS)));
            case MONTH -> monthNumber(cursor.takeNumber(1, 2));
            case MONTH_ZERO -> monthNumber(cursor.takeNumber(2, 2));
            // Which day of the week it was follows from the date; it is only looked at.
            case LONG_WEEKDAY -> cursor.takeName(Names.WEEKDAYS).isPresent();
            case SHORT_WEEKDAY -> cursor.takeName(Names.shortened(Names.WEEKDAYS)).isPresent();
            case DAY -> day(cursor.takeNumber(1, 2));
            case DAY_SPACE -> {
                cursor.take(" ");
                yield day(cursor.takeNumber(1, 2));
            }
            case DAY_ZERO -> day(cursor.takeNumber(2, 2));
            case YEAR_DAY_SPACE -> {
                boolean padded = cursor.take(" ");
                boolean twice = padded && cursor.take(" ");
                yield yearDay(cursor.takeNumber(1, twice ? 1 : padded ? 2 : 3));
            }
            case YEAR_DAY_ZERO -> yearDay(cursor.takeNumber(3, 3));
            case HOUR -> hour(cursor.takeNumber(1, 2), 23);
            case HOUR_12 -> hour(cursor.takeNumber(1, 2), 12);
            case HOUR_12_ZERO -> hour(cursor.takeNumber(2, 2), 12);
            case UPPER_PM -> half("AM", "PM");
            case LOWER_PM -> half("am", "pm");
            case MINUTE -> minute(cursor.takeNumber(1, 2));
            case MINUTE_ZERO -> minute(cursor.takeNumber(2, 2));
            case SECOND -> second(cursor.takeNumber(1, 2));
            case SECOND_ZERO -> second(cursor.takeNumber(2, 2));
            case YEAR -> year(cursor.takeNumber(4, 4));
            case YEAR_TWO_DIGITS -> yearOfCentury(cursor.takeNumber(2, 2));
            case ZONE_NAME -> zoneName();
        };
    }

    private boolean year(OptionalInt number) {
        time.year = number.orElse(0);
        return number.isPresent();
    }

    /** 69 to 99 were, 00 to 68 are to come. */
    private boolean yearOfCentury(OptionalInt number) {
        int year = number.orElse(0);
        time.year = year + (year >= 69 ? 1900 : 2000);
        return number.isPresent();
    }

    private boolean month(OptionalInt index) {
        index.ifPresent(i -> time.month = i + 1);
        return index.isPresent();
    }

    private boolean monthNumber(OptionalInt number) throws BadTime {
        checkRange(number, 1, 12, "month");
        number.ifPresent(n -> time.month = n);
        return number.isPresent();
    }

    private boolean day(OptionalInt number) {
        number.ifPresent(n -> time.day = n);
        return number.isPresent();
    }

    private boolean yearDay(OptionalInt number) {
        number.ifPresent(n -> time.yearDay = n);
        return number.isPresent();
    }

    private boolean hour(OptionalInt number, int max) throws BadTime {
        checkRange(number, 0, max, "hour");
        number.ifPresent(n -> time.hour = n);
        return number.isPresent();
    }

    private boolean half(String am, String pm) {
        time.am = cursor.take(am);
        time.pm = !time.am && cursor.take(pm);
        return time.am || time.pm;
    }

    private boolean minute(OptionalInt number) throws BadTime {
        checkRange(number, 0, 59, "minute");
        number.ifPresent(n -> time.minute = n);
        return number.isPresent();
    }

    private boolean second(OptionalInt number) throws BadTime {
        checkRange(number, 0, 59, "second");
        number.ifPresent(n -> time.second = n);
        return number.isPresent();
    }

    private boolean zoneName() {
        if (cursor.take("UTC")) {
            time.utc = true;
            return true;
        }
        time.zoneName = cursor.takeZoneName();
        return !time.zoneName.isEmpty();
    }

    private boolean offset(Piece.Offset offset) throws BadTime {
        if (offset.zulu() && cursor.take("Z")) {
            time.utc = true;
            return true;
        }
        boolean negative = cursor.take("-");
        if (!negative && !cursor.take("+")) {
            return false;
        }
        int seconds = 0;
        int unit = 3_600;
        for (int part = 0; part < offset.parts(); part++, unit /= 60) {
            if (part > 0 && offset.colons() && !cursor.take(":")) {
                return false;
            }
            OptionalInt number = cursor.takeNumber(2, 2);
            if (number.isEmpty()) {
                return false;
            }
            checkRange(number, 0, part == 0 ? 18 : 59, "time zone offset");
            seconds += number.getAsInt() * unit;
        }
        checkRange(OptionalInt.of(seconds), 0, Location.OFFSET_SECONDS_MAX, "time zone offset");
        time.offsetSeconds = negative ? -seconds : seconds;
        return true;
    }

    /** Zeros ask for so many decimals; nines take what is there, and that may be none. */
    private boolean fraction(Piece.Fraction fraction) {
        if (fraction.trimmed()) {
            unaskedFraction();
            return true;
        }
        if (!cursor.isSeparator() || cursor.decimals() < fraction.digits()) {
            return false;
        }
        time.nanos = cursor.takeNanos(fraction.digits());
        return true;
    }

    /** Decimals behind the seconds are understood even where the layout has none. */
    private void unaskedFraction() {
        if (cursor.isSeparator() && cursor.isDigit(1)) {
            time.nanos = cursor.takeNanos(cursor.decimals());
        }
    }

    private static boolean isSecond(Piece piece) {
        return piece instanceof Piece.Field(Element element)
                && (element == Element.SECOND || element == Element.SECOND_ZERO);
    }

    private static boolean fractionFollows(List<Piece> rest) {
        return rest.stream()
                .filter(piece -> !(piece instanceof Piece.Literal))
                .findFirst()
                .filter(piece -> piece instanceof Piece.Fraction)
                .isPresent();
    }

    private void checkRange(OptionalInt number, int min, int max, String what) throws BadTime {
        if (number.isPresent() && (number.getAsInt() < min || number.getAsInt() > max)) {
            throw time.wrong(what + " out of range");
        }
    }

    private BadTime cannotParse(Piece piece, int position) {
        return new BadTime(
                "parsing time "
                        + ByteText.quote(value)
                        + " as "
                        + ByteText.quote(layout.text())
                        + ": cannot parse "
                        + ByteText.quote(shortened(cursor.restFrom(position)))
                        + " as "
                        + ByteText.quote(piece.text()));
    }

    private static String shortened(String text) {
        return text.length() > QUOTED_MAX ? text.substring(0, QUOTED_MAX) : text;
    }
}
