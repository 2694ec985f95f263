package moonlet.node.dispatch;

import java.util.concurrent.TimeUnit;

/**
 * What one worker has done, in plain fields that only it writes. Whoever reads them may see numbers
 * that are a moment old. To look at the clock costs as much as a short turn, so only each {@value
 * #EVERY}th turn is timed.
 */
public final class TurnMeter {
    static final int EVERY = 64;
    static final int BUCKETS = 18; // from 1 microsecond, each twice as wide as the one before

    private int turns;
    private long reductions;
    private long timedNanos;
    private final long[] timed = new long[BUCKETS + 1];

    TurnMeter() {}

    /** A turn begins; returns what {@link #end} wants to know. */
    public long begin() {
        return ++turns % EVERY == 0 ? System.nanoTime() : 0;
    }

    /**
     * It is over.
     *
     * @param spent how many reductions it took
     */
    public void end(long began, long spent) {
        reductions += spent;
        if (began != 0) {
            long nanos = Math.max(0, System.nanoTime() - began);
            timedNanos += nanos;
            timed[bucket(nanos)]++;
        }
    }

    /** Adds what another one has counted. */
    void add(TurnMeter other) {
        reductions += other.reductions;
        timedNanos += other.timedNanos;
        for (int i = 0; i < timed.length; i++) {
            timed[i] += other.timed[i];
        }
    }

    long reductions() {
        return reductions;
    }

    long timedNanos() {
        return timedNanos;
    }

    long[] timed() {
        return timed.clone();
    }

    /** The longest turn of a bucket, in seconds; the last one has no end. */
    static double bound(int bucket) {
        return bucket == BUCKETS ? Double.POSITIVE_INFINITY : (1L << bucket) / 1e6;
    }

    static int bucket(long nanos) {
        long micros = TimeUnit.NANOSECONDS.toMicros(nanos - 1 + TimeUnit.MICROSECONDS.toNanos(1));
        int bucket = 64 - Long.numberOfLeadingZeros(Math.max(0, micros - 1));
        return Math.min(bucket, BUCKETS);
    }
}
