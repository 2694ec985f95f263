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

        /** Refused or abandoned; the Abandon may have overtaken the request. */
        record Over() implements State {}
    }

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
            asked.headMap(settled).clear();
        }
        boolean isNew = spawn.request() >= settled && !asked.containsKey(spawn.request());
        if (isNew) {
            asked.put(spawn.request(), new State.Preparing(spawn));
        }
        return isNew;
    }

    /** Returns the process that is to end, or null. */
    Pid abandon(long request) {
        if (request < settled) {
            return null;
        }
        return asked.put(request, OVER) instanceof State.Running(Pid pid) ? pid : null;
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
        return null;
    }
}
