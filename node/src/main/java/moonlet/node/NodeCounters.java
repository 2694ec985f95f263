package moonlet.node;

import java.util.concurrent.atomic.LongAdder;

/** What a node has done since it started; counted by any thread, without one waiting for others. */
public final class NodeCounters {
    private final LongAdder spawned = new LongAdder();
    private final LongAdder returned = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder turns = new LongAdder();
    private final LongAdder denied = new LongAdder();

    NodeCounters() {}

    void spawned() {
        spawned.increment();
    }

    void ended(boolean withFailure) {
        (withFailure ? failed : returned).increment();
    }

    /** The turn of a process is over in which it has sent so many messages. */
    void turn(int messages) {
        turns.increment();
        if (messages > 0) {
            sent.add(messages);
        }
    }

    /** A process was refused something for want of a permission. */
    void denied() {
        denied.increment();
    }

    /** Processes that were started. */
    public long allSpawned() {
        return spawned.sum();
    }

    /** Processes whose main function has returned. */
    public long allReturned() {
        return returned.sum();
    }

    /** Processes that have ended in another way. */
    public long allFailed() {
        return failed.sum();
    }

    /** Messages that processes have sent, to any node. */
    public long allSent() {
        return sent.sum();
    }

    /** Turns that processes have had. */
    public long allTurns() {
        return turns.sum();
    }

    /** What processes were refused for want of a permission. */
    public long allDenied() {
        return denied.sum();
    }
}
