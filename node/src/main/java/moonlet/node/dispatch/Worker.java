package moonlet.node.dispatch;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** One thread of a {@link FairExecutor}. */
public final class Worker extends Thread {
    /** Every so many tasks the global queue goes first, so that local work cannot starve it. */
    private static final int GLOBAL_INTERVAL = 61;

    private static final int SPINS = 200;
    private static final int SOON_TURNS = 8;

    final FairExecutor executor;
    final LocalQueue local = new LocalQueue();
    private final AtomicBoolean asleep = new AtomicBoolean();
    private final Set<Runnable> soon = new LinkedHashSet<>(); // used by this thread only
    private int turns;
    private int turnsSinceSoon;

    Worker(FairExecutor executor, ThreadGroup group, String name, long stackBytes) {
        super(group, null, name, stackBytes);
        this.executor = executor;
        setDaemon(true);
    }

    /** The worker that runs the calling code; null where none does. */
    public static Worker current() {
        return FairExecutor.currentWorker();
    }

    /** Whether this worker and those beside it have nothing to do. */
    public boolean isEveryoneAsleep() {
        return executor.isAsleep();
    }

    /** Queues a task behind all others: its process has used up its slice. */
    public void runLast(Runnable task) {
        executor.addGlobal(task);
    }

    /**
     * Runs something when this worker has no other work at hand, or after a few more tasks; once,
     * however often it is asked for until then. To be called on this worker only.
     */
    public void runSoon(Runnable what) {
        soon.add(what);
    }

    @Override
    public void run() {
        while (!executor.isShutdown()) {
            Runnable task = next();
            if (!soon.isEmpty() && (task == null || ++turnsSinceSoon >= SOON_TURNS)) {
                runSoon();
                task = task == null ? next() : task;
            }
            for (int i = 0; task == null && i < SPINS; i++) {
                Thread.onSpinWait();
                task = next();
            }
            if (task == null) {
                task = sleep();
            }
            if (task != null) {
                executor.run(task);
            }
        }
    }

    /** Wakes this worker if it sleeps; returns whether it did. */
    boolean wake() {
        if (asleep.get() && asleep.compareAndSet(true, false)) {
            executor.sleepers.decrementAndGet();
            LockSupport.unpark(this);
            return true;
        }
        return false;
    }

    private void runSoon() {
        turnsSinceSoon = 0;
        List<Runnable> all = List.copyOf(soon);
        soon.clear();
        all.forEach(executor::run);
    }

    private Runnable next() {
        Runnable task = ++turns % GLOBAL_INTERVAL == 0 ? executor.pollGlobal() : null;
        if (task == null) {
            task = local.poll();
        }
        if (task == null) {
            task = executor.pollGlobal();
        }
        return task != null ? task : executor.steal(this);
    }

    /**
     * Sleeps until somebody adds work. Whoever adds work does so first and looks for sleepers then;
     * a sleeper says so first and looks for work then: one of the two always sees the other.
     */
    private Runnable sleep() {
        asleep.set(true);
        executor.sleepers.incrementAndGet();
        Runnable task = next();
        if (task != null || executor.isShutdown()) {
            if (asleep.compareAndSet(true, false)) {
                executor.sleepers.decrementAndGet();
            }
            return task;
        }
        while (asleep.get() && !executor.isShutdown()) {
            LockSupport.park(this);
        }
        return null;
    }
}
