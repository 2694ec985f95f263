package moonlet.lua.time;

import static moonlet.lua.time.Digits.spacePadded;
import static moonlet.lua.time.Digits.zeroPadded;

import java.time.OffsetDateTime;
import java.util.List;

/** Writes one moment in any layout. */
final class LayoutWriter {
    private final Moment moment;
    private final OffsetDateTime civil;

    LayoutWriter(Moment moment) {
        this.moment = moment;
        this.civil = moment.civil();
    }

    String write(List<Piece> pieces) {
        var text = new StringBuilder();
        for (Piece piece : pieces) {
            text.append(
                    switch (piece) {
                        case Piece.Literal(String literal) -> literal;
                        case Piece.Field(Element element) -> field(element);
                        case Piece.Offset offset -> offset(offset);
                        case Piece.Fraction fraction -> fraction(fraction);
                    });
        }
        return text.toString();
    }

    private String field(Element element) {
        return switch (element) {
            case LONG_MONTH -> month();
            case SHORT_MONTH -> Names.shortened(month());
            case MONTH -> String.valueOf(civil.getMonthValue());
            case MONTH_ZERO -> zeroPadded(civil.getMonthValue(), 2);
            case LONG_WEEKDAY -> weekday();
            case SHORT_WEEKDAY -> Names.shortened(weekday());
            case DAY -> String.valueOf(civil.getDayOfMonth());
            case DAY_SPACE -> spacePadded(civil.getDayOfMonth(), 2);
            case DAY_ZERO -> zeroPadded(civil.getDayOfMonth(), 2);
            case YEAR_DAY_SPACE -> spacePadded(civil.getDayOfYear(), 3);
            case YEAR_DAY_ZERO -> zeroPadded(civil.getDayOfYear(), 3);
            case HOUR -> zeroPadded(civil.getHour(), 2);
            case HOUR_12 -> String.valueOf(hour12());
            case HOUR_12_ZERO -> zeroPadded(hour12(), 2);
            case UPPER_PM -> civil.getHour() < 12 ? "AM" : "PM";
            case LOWER_PM -> civil.getHour() < 12 ? "am" : "pm";
            case MINUTE -> String.valueOf(civil.getMinute());
            case MINUTE_ZERO -> zeroPadded(civil.getMinute(), 2);
            case SECOND -> String.valueOf(civil.getSecond());
            case SECOND_ZERO -> zeroPadded(civil.getSecond(), 2);
            case YEAR -> zeroPadded(civil.getYear(), 4);
            case YEAR_TWO_DIGITS -> zeroPadded(Math.max(0, civil.getYear()) % 100, 2);
            case ZONE_NAME -> moment.location().abbreviation(moment.instant());
        };
    }

    private String month() {
        return Names.MONTHS.get(civil.getMonthValue() - 1);
    }

    private String weekday() {
        return Names.WEEKDAYS.get(civil.getDayOfWeek().getValue() % 7);
    }

    private int hour12() {
        int hour = civil.getHour() % 12;
        return hour == 0 ? 12 : hour;
    }

    private String offset(Piece.Offset offset) {
        int seconds = civil.getOffset().getTotalSeconds();
        if (offset.zulu() && seconds == 0) {
            return "Z";
        }
        int size = Math.abs(seconds);
        String separator = offset.colons() ? ":" : "";
        var text = new StringBuilder(seconds < 0 ? "-" : "+");
        text.append(zeroPadded(size / 3_600, 2));
        if (offset.parts() > 1) {
            text.append(separator).append(zeroPadded(size / 60 % 60, 2));
        }
        if (offset.parts() > 2) {
            text.append(separator).append(zeroPadded(size % 60, 2));
        }
        return text.toString();
    }

    private String fraction(Piece.Fraction fraction) {
        String decimals = zeroPadded(civil.getNano(), 9);
        int end = Math.min(9, fraction.digits());
        while (fraction.trimmed() && end > 0 && decimals.charAt(end - 1) == '0') {
            end--;
        }
        return end == 0 ? "" : fraction.separator() + decimals.substring(0, end);
    }
}
