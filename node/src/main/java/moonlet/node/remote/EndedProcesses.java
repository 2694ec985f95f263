package moonlet.node.remote;

import moonlet.protocol.Pid;

import java.util.LinkedHashSet;
import java.util.SequencedSet;

/** The latest processes of other nodes of whose end this node has learned. Not safe for threads. */
public final class EndedProcesses {
    private final int max;
    private final SequencedSet<Pid> pids = new LinkedHashSet<>();

    /**
     * @param max how many are remembered; then the one that was added first is forgotten
     */
    public EndedProcesses(int max) {
        this.max = max;
    }

    /** Remembers a process. */
    public void add(Pid pid) {
        if (pids.add(pid) && pids.size() > max) {
            pids.removeFirst();
        }
    }

    /** Returns whether that process is known to have ended; a forgotten one is not. */
    public boolean contains(Pid pid) {
        return pids.contains(pid);
    }
}
