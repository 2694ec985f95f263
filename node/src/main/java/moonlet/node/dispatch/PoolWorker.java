package moonlet.node.dispatch;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** One of the threads that a {@link FairExecutor} has from its beginning to its end. */
final class PoolWorker extends Worker {
    /** Every so many tasks the global queue goes first, so that local work cannot starve it. */
    private static final int GLOBAL_INTERVAL = 61;

    private static final int SPINS = 200;
    private static final int SOON_TURNS = 8;

    /**
     * So many that the loop around them is compiled after hours at the earliest; only then can it
     * take in what it calls, and be left no more.
     */
    private static final int TURNS_AT_A_TIME = 1 << 20;

    private final AtomicBoolean asleep = new AtomicBoolean();
    private int turns;
    private int turnsSinceSoon;

    PoolWorker(FairExecutor executor, ThreadGroup group, String name, long stackBytes) {
        super(executor, group, name, stackBytes);
    }

    @Override
    boolean keepsTasks() {
        return true;
    }

    @Override
    public void run() {
        while (!executor.isShutdown()) {
            runMany();
        }
    }

    /**
     * Returns now and then, since code that the JVM has replaced is left only by that: until then
     * its calls can no longer be led to what is compiled later, and run interpreted (in one of ten
     * runs of {@code moonlet bench pingpong}, a quarter of the time).
     */
    private void runMany() {
        for (int i = 0; i < TURNS_AT_A_TIME && !executor.isShutdown(); i++) {
            Runnable task = next();
            if (hasSoon() && (task == null || ++turnsSinceSoon >= SOON_TURNS)) {
                turnsSinceSoon = 0;
                runSoon();
                task = task == null ? next() : task;
            }
            for (int spin = 0; task == null && spin < SPINS; spin++) {
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
