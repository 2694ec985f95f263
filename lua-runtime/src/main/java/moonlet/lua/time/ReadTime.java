package moonlet.lua.time;

import java.time.LocalDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.OptionalInt;

/** What a {@link LayoutReader} found so far. Owned by that reader; -1 is "not said". */
final class ReadTime {
    private static final int NOT_SAID = -1;

    /** No zone has this offset. */
    static final int NO_OFFSET = Integer.MIN_VALUE;

    private final String value;

    int year;
    int month = NOT_SAID;
    int day = NOT_SAID;
    int yearDay = NOT_SAID;
    int hour;
    int minute;
    int second;
    int nanos;
    boolean am;
    boolean pm;
    boolean utc;
    int offsetSeconds = NO_OFFSET;
    String zoneName = "";

    ReadTime(String value) {
        this.value = value;
    }

    Moment at(Location location) throws BadTime {
        checkDate();
        LocalDateTime local = LocalDateTime.of(year, month, day, hour24(), minute, second, nanos);
        if (utc) {
            return moment(local.toEpochSecond(ZoneOffset.UTC), Location.UTC);
        }
        if (offsetSeconds != NO_OFFSET) {
            return atOffset(local, location);
        }
        if (!zoneName.isEmpty()) {
            return atNamed(local, location);
        }
        return moment(location.toEpochSecond(local.toEpochSecond(ZoneOffset.UTC)), location);
    }

    /** At {@code location} if its clock shows this offset at that time, else at a fixed zone. */
    private Moment atOffset(LocalDateTime local, Location location) throws BadTime {
        long epochSecond = local.toEpochSecond(ZoneOffset.UTC) - offsetSeconds;
        Moment there = moment(epochSecond, location);
        boolean sameOffset = location.offsetSeconds(there.instant()) == offsetSeconds;
        boolean sameName =
                zoneName.isEmpty() || zoneName.equals(location.abbreviation(there.instant()));
        return sameOffset && sameName ? there : there.in(Location.fixed(zoneName, offsetSeconds));
    }

    /** A name means what it means at {@code location}; unknown ones are taken for UTC, as in Go. */
    private Moment atNamed(LocalDateTime local, Location location) throws BadTime {
        OptionalInt known = location.offsetCalled(zoneName, local);
        int offset = known.orElseGet(() -> ZoneName.offsetSeconds(zoneName));
        Location place = known.isPresent() ? location : Location.fixed(zoneName, offset);
        return moment(local.toEpochSecond(ZoneOffset.UTC) - offset, place);
    }

    private Moment moment(long epochSecond, Location location) throws BadTime {
        return Moment.of(epochSecond, nanos, location);
    }

    private int hour24() {
        if (pm && hour < 12) {
            return hour + 12;
        }
        return am && hour == 12 ? 0 : hour;
    }

    private void checkDate() throws BadTime {
        if (yearDay != NOT_SAID) {
            resolveYearDay();
        }
        month = month == NOT_SAID ? 1 : month;
        day = day == NOT_SAID ? 1 : day;
        if (!YearMonth.of(year, month).isValidDay(day)) {
            throw wrong("day out of range");
        }
    }

    private void resolveYearDay() throws BadTime {
        if (!isDayOfYear()) {
            throw wrong("day-of-year out of range");
        }
        var date = Year.of(year).atDay(yearDay);
        if (month != NOT_SAID && month != date.getMonthValue()) {
            throw wrong("day-of-year does not match month");
        }
        if (day != NOT_SAID && day != date.getDayOfMonth()) {
            throw wrong("day-of-year does not match day");
        }
        month = date.getMonthValue();
        day = date.getDayOfMonth();
    }

    private boolean isDayOfYear() {
        return yearDay >= 1 && yearDay <= Year.of(year).length();
    }

    BadTime wrong(String what) {
        return new BadTime("parsing time " + ByteText.quote(value) + ": " + what);
    }
}
