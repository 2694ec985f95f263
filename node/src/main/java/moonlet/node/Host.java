package moonlet.node;

import java.util.concurrent.atomic.AtomicInteger;

/** One process host of this node: the parent of its process actors, and how many there are. */
final class Host {
    private final String id;
    private final int processesMax;
    private final ProcessParent parent;
    private final AtomicInteger processes;
    private final Fence fence; // null for most

    /**
     * @param processesMax how many processes may run at once
     */
    Host(String id, int processesMax, ProcessParent parent) {
        this(id, processesMax, parent, new AtomicInteger(), null);
    }

    private Host(
            String id,
            int processesMax,
            ProcessParent parent,
            AtomicInteger processes,
            Fence fence) {
        this.id = id;
        this.processesMax = processesMax;
        this.parent = parent;
        this.processes = processes;
        this.fence = fence;
    }

    /** The same host, as a process sees it that runs only while the fence is open. */
    Host behind(Fence ofProcess) {
        return new Host(id, processesMax, parent, processes, ofProcess);
    }

    /** What keeps the process from running at times, or null. */
    Fence fence() {
        return fence;
    }

    String id() {
        return id;
    }

    /** How many run. */
    int processes() {
        return processes.get();
    }

    int processesMax() {
        return processesMax;
    }

    ProcessParent parent() {
        return parent;
    }

    /** Takes a place for one more process; returns false if the host is full. */
    boolean enter() {
        if (processes.incrementAndGet() > processesMax) {
            processes.decrementAndGet();
            return false;
        }
        return true;
    }

    void leave() {
        processes.decrementAndGet();
    }
}
