package moonlet.node.cluster;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many processes another node runs: what it said last, as it does every second, and those that
 * it was given since. Without the second part, all processes of a burst would go to the node that
 * was the quietest before. Safe for threads.
 */
public final class Load {
    private final AtomicLong processes = new AtomicLong();

    public long processes() {
        return processes.get();
    }

    /** The node is given one more process. */
    public void add() {
        processes.incrementAndGet();
    }

    void told(long count) {
        processes.set(count);
    }
}
