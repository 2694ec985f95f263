package moonlet.node;

import java.util.concurrent.atomic.AtomicInteger;

/** One process host of this node: the parent of its process actors, and how many there are. */
final class Host {
    private final String id;
    private final int processesMax;
    private final ProcessParent parent;
    private final AtomicInteger processes = new AtomicInteger();

    /**
     * @param processesMax how many processes may run at once
     */
    Host(String id, int processesMax, ProcessParent parent) {
        this.id = id;
        this.processesMax = processesMax;
        this.parent = parent;
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
