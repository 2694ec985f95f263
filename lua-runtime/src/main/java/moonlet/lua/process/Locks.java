package moonlet.lua.process;

import moonlet.protocol.Pid;

/**
 * The locks of the cluster, as one process sees them (specification §9, {@code system.lock}). Calls
 * return at once; they are made while {@link Pinned}.
 */
public interface Locks {
    /**
     * This process takes a lock: the answer is its PID, or the failure {@code AlreadyExists} where
     * another one has the lock. As with {@link World#register} it may come later.
     */
    Outcome<Pid> acquire(String name, long ticket);

    /** Gives a lock back; returns whether this process had it. */
    boolean release(String name);
}
