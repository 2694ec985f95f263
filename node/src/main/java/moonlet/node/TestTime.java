package moonlet.node;

import moonlet.lua.process.World;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * The time of a node that runs tests: real time until a test moves it, then time that stands still
 * but for the moves. It never jumps, and what is pending keeps the time at which it is due.
 */
final class TestTime implements NodeTimers, InstantSource {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private record Alarm(long atNanos, long number) {
        static final Comparator<Alarm> EARLIEST =
                Comparator.comparingLong(Alarm::atNanos).thenComparingLong(Alarm::number);
    }

    /**
     * @param nanos Unix time while it stands still, else how far it is ahead of the real time
     */
    private record Reading(boolean stopped, long nanos) {}

    private final InstantSource clock;
    private final NodeTimers timers = new RealTimers();
    private final TreeMap<Alarm, Runnable> alarms = new TreeMap<>(Alarm.EARLIEST);
    private World.Timer next = () -> {}; // wakes us for the first alarm while time runs
    private long numbers;
    // Read without the lock: a process that asks for the time must not have to wait for it.
    private volatile Reading reading = new Reading(false, 0);

    TestTime(InstantSource clock) {
        this.clock = clock;
    }

    /** Unix time in nanoseconds. */
    long nanos() {
        Reading now = reading;
        return now.stopped ? now.nanos : realNanos() + now.nanos;
    }

    synchronized void standStill() {
        if (!reading.stopped) {
            reading = new Reading(true, nanos());
            next.cancel();
        }
    }

    synchronized void run() {
        if (reading.stopped) {
            reading = new Reading(false, reading.nanos - realNanos());
            wakeForFirst();
        }
    }

    /**
     * While time stands still: moves it to the first alarm not after {@code untilNanos}.
     *
     * @return all that are due at that moment; empty if there are none up to then
     */
    synchronized List<Runnable> moveToNext(long untilNanos) {
        if (alarms.isEmpty() || alarms.firstKey().atNanos > untilNanos) {
            moveTo(untilNanos);
            return List.of();
        }
        moveTo(alarms.firstKey().atNanos);
        return takeDue();
    }

    /** A timer of real time. */
    World.Timer afterReally(long nanos, Runnable due) {
        return timers.after(nanos, due);
    }

    @Override
    public synchronized World.Timer after(long nanos, Runnable due) {
        long now = nanos();
        long at = nanos > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + nanos;
        Alarm alarm = new Alarm(at, ++numbers);
        alarms.put(alarm, due);
        if (alarms.firstKey() == alarm) {
            wakeForFirst();
        }
        return () -> cancel(alarm);
    }

    @Override
    public void stop() {
        timers.stop();
    }

    @Override
    public Instant instant() {
        long nanos = nanos();
        return Instant.ofEpochSecond(nanos / NANOS_PER_SECOND, nanos % NANOS_PER_SECOND);
    }

    private synchronized void cancel(Alarm alarm) {
        alarms.remove(alarm);
    }

    private void moveTo(long nanos) {
        reading = new Reading(true, Math.max(reading.nanos, nanos));
    }

    private void wakeForFirst() {
        next.cancel();
        if (!reading.stopped && !alarms.isEmpty()) {
            long wait = Math.max(0, alarms.firstKey().atNanos - nanos());
            next = timers.after(wait, this::fire);
        }
    }

    private void fire() {
        List<Runnable> due;
        synchronized (this) {
            if (reading.stopped) {
                return; // between our waking up and now
            }
            due = takeDue();
            wakeForFirst();
        }
        due.forEach(Runnable::run);
    }

    private List<Runnable> takeDue() {
        List<Runnable> due = new ArrayList<>();
        long now = nanos();
        while (!alarms.isEmpty() && alarms.firstKey().atNanos <= now) {
            due.add(alarms.pollFirstEntry().getValue());
        }
        return due;
    }

    private long realNanos() {
        Instant now = clock.instant();
        return now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
    }
}
