package moonlet.lua.time;

import java.util.List;

/** English names of months and days, which Go layouts use whatever the language of the machine. */
final class Names {
    static final int SHORT_LENGTH = 3;

    static final List<String> MONTHS =
            List.of(
                    "January",
                    "February",
                    "March",
                    "April",
                    "May",
                    "June",
                    "July",
                    "August",
                    "September",
                    "October",
                    "November",
                    "December");

    /** From Sunday, which is 0. */
    static final List<String> WEEKDAYS =
            List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");

    private Names() {}

    static List<String> shortened(List<String> names) {
        return names.stream().map(Names::shortened).toList();
    }

    static String shortened(String name) {
        return name.substring(0, SHORT_LENGTH);
    }
}
