package moonlet.node;

import moonlet.protocol.Pid;
import moonlet.protocol.Signal;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/** The living processes of this node. A process that is not in here cannot be reached any more. */
final class Processes {
    private final ConcurrentMap<Pid, LocalProcess> alive = new ConcurrentHashMap<>();

    void add(LocalProcess process) {
        alive.put(process.pid(), process);
    }

    void remove(Pid pid) {
        alive.remove(pid);
    }

    /** The process, or null if it has ended or was never here. */
    LocalProcess find(Pid pid) {
        return alive.get(pid);
    }

    /** Tells a process something, if it still lives. */
    void tell(Pid pid, Signal signal) {
        LocalProcess process = alive.get(pid);
        if (process != null) {
            process.tell(signal);
        }
    }

    Collection<LocalProcess> all() {
        return alive.values();
    }

    int count() {
        return alive.size();
    }

    /**
     * Waits until there are none.
     *
     * @return false if it takes too long
     */
    boolean awaitNone(long deadlineNanos) {
        while (count() > 0) {
            if (System.nanoTime() > deadlineNanos) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(5);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
