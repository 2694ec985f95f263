package moonlet.lua.time;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;

/**
 * A date and a time of day whose parts may have any size: the month 14, the 0th of May, minus 90
 * seconds. Carried over from the smaller parts to the larger ones, they name a moment.
 */
record Civil(long year, long month, long day, long hour, long minute, long second, long nanos) {
    /** Every part but the nanoseconds; keeps the sums below far from overflow. */
    private static final long PART_MAX = 1_000_000_000_000L;

    static Civil of(OffsetDateTime time) {
        return new Civil(
                time.getYear(),
                time.getMonthValue(),
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond(),
                time.getNano());
    }

    Civil plusDate(long years, long months, long days) throws BadTime {
        check(years);
        check(months);
        check(days);
        return new Civil(year + years, month + months, day + days, hour, minute, second, nanos);
    }

    Moment in(Location location) throws BadTime {
        return Moment.of(location.toEpochSecond(localSecond()), nanosOfSecond(), location);
    }

    /** The second, as if the clock showed UTC. */
    private long localSecond() throws BadTime {
        for (long part : new long[] {year, month, day, hour, minute, second}) {
            check(part);
        }
        long months = year * 12 + month - 1;
        long carriedYear = Math.floorDiv(months, 12L);
        return inRange(
                firstOfMonth(carriedYear, (int) Math.floorMod(months, 12L) + 1) * 86_400
                        + (day - 1) * 86_400
                        + hour * 3_600
                        + minute * 60
                        + second
                        + Math.floorDiv(nanos, 1_000_000_000L));
    }

    private int nanosOfSecond() {
        return (int) Math.floorMod(nanos, 1_000_000_000L);
    }

    private static long firstOfMonth(long year, int month) throws BadTime {
        if (Math.abs(year) > Year.MAX_VALUE) {
            throw Moment.outside();
        }
        LocalDate first = YearMonth.of((int) year, month).atDay(1);
        return first.toEpochDay();
    }

    private static void check(long part) throws BadTime {
        if (Math.abs(part) > PART_MAX || part == Long.MIN_VALUE) {
            throw Moment.outside();
        }
    }

    /** Location rules want an Instant, which ends a thousand times later than our years do. */
    private static long inRange(long localSecond) throws BadTime {
        if (Math.abs(localSecond) > PART_MAX * 100) {
            throw Moment.outside();
        }
        return localSecond;
    }
}
