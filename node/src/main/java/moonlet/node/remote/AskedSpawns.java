package moonlet.node.remote;

import moonlet.protocol.Pid;
import moonlet.protocol.wire.SpawnItem.Spawn;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The spawns that a peer has asked of this node. One is remembered until the peer says that it is
 * settled, so that it neither starts twice nor outlives its Abandon.
 */
final class AskedSpawns {
    /** How far a request has come. */
    private sealed interface State {
        /** {@code loading} is null until its top level runs. */
        record Preparing(Spawn spawn, Pid loading) implements State {}

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

    /** Forgets all; returns the processes that have not begun, which are to end. */
    List<Pid> clear() {
        List<Pid> loading = new ArrayList<>();
        for (State state : asked.values()) {
            if (state instanceof State.Preparing(_, Pid pid) && pid != null) {
                loading.add(pid);
            }
        }
        asked.clear();
        return loading;
    }

    /** Returns whether the process is to be prepared. */
    boolean isNew(Spawn spawn) {
        if (spawn.settled() > settled) {
            settled = spawn.settled();
            asked.headMap(settled).clear();
        }
        boolean isNew = spawn.request() >= settled && !asked.containsKey(spawn.request());
        if (isNew) {
            asked.put(spawn.request(), new State.Preparing(spawn, null));
        }
        return isNew;
    }

    /** Returns the process that is to end, or null. */
    Pid abandon(long request) {
        if (request < settled) {
            return null;
        }
        return switch (asked.put(request, OVER)) {
            case State.Preparing(_, Pid loading) -> loading;
            case State.Running(Pid pid) -> pid;
            case State.Over _ -> null;
            case null -> null;
        };
    }

    /** The top level of a process runs; returns whether somebody waits for it. */
    boolean load(long request, Pid pid) {
        if (asked.get(request) instanceof State.Preparing(Spawn spawn, _)) {
            asked.put(request, new State.Preparing(spawn, pid));
            return true;
        }
        return false;
    }

    /**
     * A process is ready, or {@code pid} is null and there will be none.
     *
     * @return what was asked, or null if nobody waits for it
     */
    Spawn run(long request, Pid pid) {
        if (asked.get(request) instanceof State.Preparing(Spawn spawn, _)) {
            asked.put(request, pid == null ? OVER : new State.Running(pid));
            return spawn;
        }
        return null;
    }
}
