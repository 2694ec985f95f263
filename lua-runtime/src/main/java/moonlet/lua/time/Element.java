package moonlet.lua.time;

/** The parts of the reference time {@code Mon Jan 2 15:04:05 MST 2006} and their spellings. */
enum Element {
    LONG_MONTH("January"),
    SHORT_MONTH("Jan"),
    MONTH("1"),
    MONTH_ZERO("01"),
    LONG_WEEKDAY("Monday"),
    SHORT_WEEKDAY("Mon"),
    DAY("2"),
    DAY_SPACE("_2"),
    DAY_ZERO("02"),
    YEAR_DAY_SPACE("__2"),
    YEAR_DAY_ZERO("002"),
    HOUR("15"),
    HOUR_12("3"),
    HOUR_12_ZERO("03"),
    UPPER_PM("PM"),
    LOWER_PM("pm"),
    MINUTE("4"),
    MINUTE_ZERO("04"),
    SECOND("5"),
    SECOND_ZERO("05"),
    YEAR("2006"),
    YEAR_TWO_DIGITS("06"),
    ZONE_NAME("MST");

    private final String text;

    Element(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** Whether {@code layout} has this element at {@code at}; longer ones are to be asked first. */
    boolean isAt(String layout, int at) {
        if (!layout.startsWith(text, at)) {
            return false;
        }
        int end = at + text.length();
        return switch (this) {
            // "Janet" and "Month" are words, not dates.
            case SHORT_MONTH, SHORT_WEEKDAY ->
                    end == layout.length() || layout.charAt(end) < 'a' || layout.charAt(end) > 'z';
            // An underscore in front of a year is just that.
            case DAY_SPACE -> !layout.startsWith(YEAR.text, at + 1);
            case LONG_MONTH,
                    MONTH,
                    MONTH_ZERO,
                    LONG_WEEKDAY,
                    DAY,
                    DAY_ZERO,
                    YEAR_DAY_SPACE,
                    YEAR_DAY_ZERO,
                    HOUR,
                    HOUR_12,
                    HOUR_12_ZERO,
                    UPPER_PM,
                    LOWER_PM,
                    MINUTE,
                    MINUTE_ZERO,
                    SECOND,
                    SECOND_ZERO,
                    YEAR,
                    YEAR_TWO_DIGITS,
                    ZONE_NAME ->
                    true;
        };
    }
}
