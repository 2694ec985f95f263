package moonlet.node;

import moonlet.node.app.Limit;
import moonlet.node.service.ServiceEffects.Transition;
import moonlet.node.service.ServiceState;
import moonlet.protocol.Ending;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What a node has done since it started; counted by any thread, without one waiting for others. */
public final class NodeCounters {
    /** How processes end. */
    public enum Exit {
        /** Its main function returned. */
        RETURNED,
        /** It failed, or returned an error. */
        FAILED,
        /** Somebody ended it. */
        KILLED,
        /** It failed because it reached a limit. */
        LIMIT
    }

    private final LongAdder spawned = new LongAdder();
    private final Map<Exit, LongAdder> ended = new EnumMap<>(Exit.class);
    private final Map<Limit, LongAdder> limited = new EnumMap<>(Limit.class);
    private final Map<String, LongAdder> restarted = new ConcurrentHashMap<>(); // services
    private final LongAdder claimed = new LongAdder();
    private final LongAdder conflicts = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder sentAway = new LongAdder();
    private final LongAdder unread = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final LongAdder turns = new LongAdder();
    private final LongAdder denied = new LongAdder();
    private final LongAdder refusedForHeap = new LongAdder();
    private final LongAdder endedForHeap = new LongAdder();

    NodeCounters() {
        for (Exit exit : Exit.values()) {
            ended.put(exit, new LongAdder());
        }
        for (Limit limit : Limit.values()) {
            limited.put(limit, new LongAdder());
        }
    }

    void spawned() {
        spawned.increment();
    }

    void ended(Ending how) {
        Exit exit = Exit.RETURNED;
        if (how instanceof Ending.Failed(Failure why)) {
            Limit limit = Limit.namedIn(why.message());
            if (limit != null) {
                limited.get(limit).increment();
                exit = Exit.LIMIT;
            } else {
                exit = isKill(why) ? Exit.KILLED : Exit.FAILED;
            }
        }
        ended.get(exit).increment();
    }

    /** Whether this is the failure of a process that somebody ended. */
    static boolean isKill(Failure why) {
        return why.kind() == ErrorKind.CANCELED || why.equals(LocalProcess.TERMINATED);
    }

    /** A service is in another state. */
    void entered(Transition change) {
        if (change.state() == ServiceState.STARTING && change.attempts() > 0) {
            restarted.computeIfAbsent(change.id(), _ -> new LongAdder()).increment();
        }
    }

    /** A process has asked for a name of the cluster. */
    void claimed() {
        claimed.increment();
    }

    /** A process has lost a name that another one had claimed before it. */
    void nameRevoked() {
        conflicts.increment();
    }

    /** Messages to a process of another node have reached nobody. */
    void unread(int messages) {
        unread.add(messages);
    }

    /** A node is gone, and so many items for it are not known to have arrived. */
    void lost(long items) {
        lost.add(items);
    }

    /**
     * The turn of a process is over.
     *
     * @param messages that it has sent in it
     * @param away those of them to other nodes
     */
    void turn(int messages, int away) {
        turns.increment();
        if (messages > away) {
            sent.add(messages - away);
        }
        if (away > 0) {
            sentAway.add(away);
        }
    }

    /** A process was refused something for want of a permission. */
    void denied() {
        denied.increment();
    }

    /** A process was not started because the heap is nearly full. */
    void refusedForHeap() {
        refusedForHeap.increment();
    }

    /** A process was ended because the heap is full. */
    void endedForHeap() {
        endedForHeap.increment();
    }

    /** Processes that were started. */
    public long allSpawned() {
        return spawned.sum();
    }

    /** Processes that have ended in this way. */
    public long allEnded(Exit how) {
        return ended.get(how).sum();
    }

    /** Processes that have failed because they reached this limit. */
    public long allEnded(Limit limit) {
        return limited.get(limit).sum();
    }

    /** How often a service was started again after a failure. */
    public long allRestarted(String service) {
        LongAdder count = restarted.get(service);
        return count == null ? 0 : count.sum();
    }

    /** Claims of processes of this node to names of the cluster. */
    public long allClaimed() {
        return claimed.sum();
    }

    /** Names that processes of this node have lost, since others had claimed them before. */
    public long allNameConflicts() {
        return conflicts.sum();
    }

    /** Messages that processes have sent to processes of this node. */
    public long allSent() {
        return sent.sum();
    }

    /** Messages that processes have sent to other nodes. */
    public long allSentAway() {
        return sentAway.sum();
    }

    /** Messages to other nodes that reached nobody, since their process had ended. */
    public long allUnread() {
        return unread.sum();
    }

    /** Items for nodes that are gone which are not known to have arrived. */
    public long allLost() {
        return lost.sum();
    }

    /** Turns that processes have had. */
    public long allTurns() {
        return turns.sum();
    }

    /** What processes were refused for want of a permission. */
    public long allDenied() {
        return denied.sum();
    }

    /** Processes that were not started because the heap was nearly full. */
    public long allRefusedForHeap() {
        return refusedForHeap.sum();
    }

    /** Processes that were ended because the heap was full. */
    public long allEndedForHeap() {
        return endedForHeap.sum();
    }
}
