package moonlet.node.dispatch;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A thread that runs turns of processes, with a queue for those that it gives itself. */
public abstract sealed class Worker extends Thread permits PoolWorker, Visitor {
    final FairExecutor executor;
    final LocalQueue local = new LocalQueue();
    private final TurnMeter meter = new TurnMeter();
    private final Set<Runnable> soon = new LinkedHashSet<>(); // used by this thread only

    Worker(FairExecutor executor, ThreadGroup group, String name, long stackBytes) {
        super(group, null, name, stackBytes);
        this.executor = executor;
        setDaemon(true);
    }

    /** The worker that runs the calling code; null where none does. */
    public static Worker current() {
        return FairExecutor.currentWorker();
    }

    /** Counts what it does; to be used on this worker only. */
    public final TurnMeter meter() {
        return meter;
    }

    /** Whether this worker and those beside it have nothing to do. */
    public boolean isEveryoneAsleep() {
        return executor.isAsleep();
    }

    /** Queues a task behind all others: its process has used up its slice. */
    public final void runLast(Runnable task) {
        executor.addGlobal(task);
    }

    /**
     * Runs something when this worker has no other work at hand, or after a few more tasks; once,
     * however often it is asked for until then. To be called on this worker only.
     */
    public void runSoon(Runnable what) {
        soon.add(what);
    }

    /** Whether what it gives itself goes into its own queue; else all workers share it. */
    abstract boolean keepsTasks();

    final boolean hasSoon() {
        return !soon.isEmpty();
    }

    final void runSoon() {
        if (hasSoon()) {
            List<Runnable> all = List.copyOf(soon);
            soon.clear();
            all.forEach(executor::run);
        }
    }
}
