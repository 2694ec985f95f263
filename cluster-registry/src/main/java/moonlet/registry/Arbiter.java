package moonlet.registry;

import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Decides about the names for which this node is the arbiter. A name that was granted is kept for
 * its claimant until that has written it, or too much time has passed.
 */
final class Arbiter {
    /** What becomes of a claim. */
    sealed interface Verdict {}

    /** The name is the claimant's, since that time. */
    record Granted(long at) implements Verdict {}

    /** Somebody else has it. */
    record Held(Pid holder) implements Verdict {}

    /** Somebody else had it; his node is to be asked whether he still does. */
    record Doubtful(Pid holder) implements Verdict {}

    private record Kept(Pid pid, long at, long untilNanos) {}

    private final NodeStart self;
    private final NameMap map;
    private final NameLimits limits;
    private final Predicate<Pid> isAlive;
    private final Map<String, Kept> kept = new LinkedHashMap<>(); // the first is due first

    /**
     * @param isAlive whether a process of this node lives
     */
    Arbiter(NodeStart self, NameMap map, NameLimits limits, Predicate<Pid> isAlive) {
        this.self = self;
        this.map = map;
        this.limits = limits;
        this.isAlive = isAlive;
    }

    int size() {
        return kept.size();
    }

    /**
     * @param gone a holder who does not have the name any more, whatever the map says, or null
     */
    Verdict decide(String name, Pid pid, Pid gone, long now) {
        expire(now);
        Kept granted = kept.get(name);
        if (granted != null && !granted.pid.equals(pid)) {
            return new Held(granted.pid);
        }
        Pid holder = map.holder(name);
        if (holder == null || holder.equals(pid) || holder.equals(gone)) {
            return new Granted(grant(name, pid, now));
        }
        if (!self.owns(holder)) {
            return new Doubtful(holder);
        }
        return isAlive.test(holder) ? new Held(holder) : new Granted(grant(name, pid, now));
    }

    /** Keeps a name for a claimant; returns the time of the grant. */
    private long grant(String name, Pid pid, long now) {
        long at = map.nextTime();
        kept.remove(name);
        kept.put(name, new Kept(pid, at, now + limits.grantNanos()));
        return at;
    }

    /**
     * A node has written a name: by this grant, since it has one claim at a time for each name of a
     * process.
     */
    void written(String name, Pid pid) {
        Kept granted = kept.get(name);
        if (granted != null && granted.pid.equals(pid)) {
            kept.remove(name);
        }
    }

    void expire(long now) {
        Iterator<Kept> all = kept.values().iterator();
        while (all.hasNext() && now - all.next().untilNanos >= 0) {
            all.remove();
        }
    }
}
