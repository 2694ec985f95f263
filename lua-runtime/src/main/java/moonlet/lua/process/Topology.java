package moonlet.lua.process;

import moonlet.protocol.Pid;

import java.util.List;

/** What a node knows of itself and of its cluster (specification §9, {@code system}). */
public interface Topology {
    /** How many processes {@link #processes} gives at most. */
    int PROCESSES_MAX = 1_000;

    /** A process host of this node. */
    record HostState(String id, int processes, int processesMax) {}

    /**
     * A process of this node.
     *
     * @param messages that wait in its mailbox
     */
    record ProcessState(Pid pid, String entry, String host, int messages) {}

    /** The name of this node. */
    String nodeId();

    /** {@code HOST:PORT}; null for a node that is alone. */
    String address();

    /** The names of all nodes that are up as this one sees it, itself too, sorted. */
    List<String> members();

    List<HostState> hosts();

    /** How many processes this node runs. */
    int processCount();

    /** Some processes of this node, in no order. */
    List<ProcessState> processes(int max);
}
