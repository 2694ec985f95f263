package moonlet.lua.time;

import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** A point in time, and the place whose clock shows it. */
record Moment(Instant instant, Location location) {
    static final int YEAR_MAX = 999_999;

    private static final Instant ZERO = firstOf(1);
    private static final Instant MIN = firstOf(-YEAR_MAX);
    private static final Instant END = firstOf(YEAR_MAX + 1);
    private static final BigInteger SECOND = BigInteger.valueOf(1_000_000_000);

    private static Instant firstOf(int year) {
        return OffsetDateTime.of(year, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC).toInstant();
    }

    /** Seconds and nanoseconds may both have any value. */
    static Moment of(long epochSecond, long nanos, Location location) throws BadTime {
        // Anything near the ends of a long is far outside of our years, and would overflow below.
        long seconds = Math.clamp(epochSecond, Long.MIN_VALUE / 2, Long.MAX_VALUE / 2);
        seconds += Math.floorDiv(nanos, 1_000_000_000L);
        if (seconds < MIN.getEpochSecond() || seconds >= END.getEpochSecond()) {
            throw outside();
        }
        int rest = (int) Math.floorMod(nanos, 1_000_000_000L);
        return new Moment(Instant.ofEpochSecond(seconds, rest), location);
    }

    static BadTime outside() {
        return new BadTime("time is outside of the years -" + YEAR_MAX + " to " + YEAR_MAX);
    }

    /** What calendar and clock show there. */
    OffsetDateTime civil() {
        return instant.atOffset(ZoneOffset.ofTotalSeconds(location.offsetSeconds(instant)));
    }

    Moment in(Location place) {
        return new Moment(instant, place);
    }

    boolean isZero() {
        return instant.equals(ZERO);
    }

    Moment plus(long nanos) throws BadTime {
        Instant sum = instant.plusNanos(nanos);
        return of(sum.getEpochSecond(), sum.getNano(), location);
    }

    /** Nanoseconds since another moment; the longest duration there is if they are more. */
    long minus(Moment other) {
        BigInteger nanos = sinceZero(instant).subtract(sinceZero(other.instant));
        if (nanos.bitLength() < Long.SIZE) {
            return nanos.longValue();
        }
        return nanos.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /** Down to a multiple of {@code nanos} since the year 1, in UTC. */
    Moment truncate(long nanos) throws BadTime {
        return nanos <= 0 ? this : plus(-beyondMultiple(nanos));
    }

    /** To the nearest multiple of {@code nanos} since the year 1, in UTC; half goes up. */
    Moment round(long nanos) throws BadTime {
        if (nanos <= 0) {
            return this;
        }
        long beyond = beyondMultiple(nanos);
        long missing = nanos - beyond;
        return beyond < missing ? plus(-beyond) : plus(missing);
    }

    private long beyondMultiple(long nanos) {
        return sinceZero(instant).mod(BigInteger.valueOf(nanos)).longValue();
    }

    private static BigInteger sinceZero(Instant instant) {
        return BigInteger.valueOf(instant.getEpochSecond() - ZERO.getEpochSecond())
                .multiply(SECOND)
                .add(BigInteger.valueOf(instant.getNano()));
    }

    /** Nanoseconds since 1970, as near as a double comes to them. */
    double epochNanos() {
        return BigInteger.valueOf(instant.getEpochSecond())
                .multiply(SECOND)
                .add(BigInteger.valueOf(instant.getNano()))
                .doubleValue();
    }

    @Override
    public String toString() {
        return Layout.FULL.write(this);
    }
}
