package moonlet.registry;

import moonlet.protocol.Pid;

import java.util.Comparator;

/**
 * A process that holds a name.
 *
 * @param at a Lamport time: later than every grant that the granting node had seen
 */
record Grant(Pid pid, long at) implements Comparable<Grant> {
    private static final Comparator<Grant> OLDEST_FIRST =
            Comparator.comparingLong(Grant::at)
                    .thenComparing(grant -> grant.pid().node())
                    .thenComparing(grant -> grant.pid().incarnation())
                    .thenComparing(grant -> grant.pid().number())
                    .thenComparing(grant -> grant.pid().host());

    /** The oldest comes first: of several holders of a name it is the one that counts. */
    @Override
    public int compareTo(Grant other) {
        return OLDEST_FIRST.compare(this, other);
    }
}
