package moonlet.node.remote;

import moonlet.protocol.Pid;
import moonlet.protocol.wire.SpawnItem.Spawn;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The spawns that a peer has asked of this node. One is remembered until the peer says that it is
 * settled, so that it neither starts twice nor outlives its Abandon.
 */
final class AskedSpawns {
    /** How far a request has come. */
    private sealed interface State {
        record Preparing(Spawn spawn) implements State {}

        record Running(Pid pid) implements State {}

        /** Nobody waits for it, and it is still being prepared, or has not even arrived. */
        record Abandoned() implements State {}

        /** Refused, or abandoned in time. */
        record Over() implements State {}
    }

    private static final State ABANDONED = new State.Abandoned();
    private static final State OVER = new State.Over();

    private final SortedMap<Long, State> asked = new TreeMap<>();
    private long settled; // the peer is done with all requests below this number

    int size() {
        return asked.size();
    }

    void clear() {
        asked.clear();
    }

    /** Returns whether the process is to be prepared. */
    boolean isNew(Spawn spawn) {
        if (spawn.settled() > settled) {
            settled = spawn.settled();
            asked.headMap(settled).values().removeIf(state -> !state.equals(ABANDONED));
        }
        if (asked.containsKey(spawn.request())) {
            // It came before, or its Abandon has overtaken it.
            asked.replace(spawn.request(), ABANDONED, OVER);
            return false;
        }
        if (spawn.request() < settled) {
            return false;
        }
        asked.put(spawn.request(), new State.Preparing(spawn));
        return true;
    }

    /** Returns the process that is to end, or null. */
    Pid abandon(long request) {
        State before = asked.get(request);
        if (before instanceof State.Over || before == null && request < settled) {
            return null;
        }
        if (before instanceof State.Running(Pid pid)) {
            asked.put(request, OVER);
            return pid;
        }
        asked.put(request, ABANDONED);
        return null;
    }

    /**
     * A process is ready, or {@code pid} is null and there will be none.
     *
     * @return what was asked, or null if nobody waits for it
     */
    Spawn run(long request, Pid pid) {
        if (asked.get(request) instanceof State.Preparing(Spawn spawn)) {
            asked.put(request, pid == null ? OVER : new State.Running(pid));
            return spawn;
        }
        asked.replace(request, ABANDONED, OVER);
        return null;
    }
}
