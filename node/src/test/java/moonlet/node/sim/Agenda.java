package moonlet.node.sim;

import java.util.PriorityQueue;

/**
 * What will happen, by time; what is planned for the same time happens in the order of planning.
 */
public final class Agenda {
    private record Entry(long atNanos, long number, Runnable what) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(atNanos, other.atNanos);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    public static final long MILLIS = 1_000_000;

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long planned;
    private long now;

    public long now() {
        return now;
    }

    public void at(long nanos, Runnable what) {
        entries.add(new Entry(Math.max(nanos, now), planned++, what));
    }

    public void in(long nanos, Runnable what) {
        at(now + nanos, what);
    }

    /** Lets the next thing happen; returns false if nothing is planned. */
    public boolean step() {
        Entry next = entries.poll();
        if (next == null) {
            return false;
        }
        now = next.atNanos;
        next.what.run();
        return true;
    }
}
