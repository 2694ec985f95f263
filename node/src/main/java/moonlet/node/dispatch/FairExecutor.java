package moonlet.node.dispatch;

import moonlet.lua.process.LuaProcess;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks on a fixed number of workers, each with a queue of its own, and shares what no worker
 * gave itself in one global queue. Tasks are turns of processes, which end soon by themselves.
 */
final class FairExecutor extends AbstractExecutorService {
    private static final Logger LOG = LoggerFactory.getLogger(FairExecutor.class);

    /** How far the global queue is counted, which takes a moment for each task in it. */
    static final int COUNTED_MAX = 100_000;

    final AtomicInteger sleepers = new AtomicInteger();
    private final Queue<Runnable> global = new ConcurrentLinkedQueue<>();
    private final PoolWorker[] workers;
    private final List<Visitor> visitors = new CopyOnWriteArrayList<>();
    private final TurnMeter departed = new TurnMeter(); // of visitors that are gone
    private final ThreadGroup group;
    private final long stackBytes;
    private volatile boolean shutdown;

    FairExecutor(String name, int parallelism, long stackBytes) {
        this.group = new ThreadGroup(name);
        this.stackBytes = stackBytes;
        workers = new PoolWorker[parallelism];
        for (int i = 0; i < parallelism; i++) {
            workers[i] = new PoolWorker(this, group, name + "-" + i, stackBytes);
        }
        for (PoolWorker worker : workers) {
            worker.start();
        }
    }

    @Override
    public void execute(Runnable task) {
        if (shutdown) {
            throw new RejectedExecutionException("the node's processes have been stopped");
        }
        Worker worker = currentWorker();
        if (worker == null || worker.executor != this || !worker.keepsTasks()) {
            addGlobal(task);
            return;
        }
        // A lone task is left to this worker. A second one is worth waking somebody for.
        boolean only = worker.local.isEmpty();
        if (!worker.local.offer(task)) {
            global.add(task);
        }
        if (!only) {
            wakeOne();
        }
    }

    void addGlobal(Runnable task) {
        global.add(task);
        wakeOne();
    }

    /** A worker that has work of its own; it comes and goes with that. */
    Visitor visitor(String name, Runnable work) {
        return new Visitor(this, group, name, stackBytes, work);
    }

    void enter(Visitor visitor) {
        visitors.add(visitor);
    }

    void exit(Visitor visitor) {
        synchronized (departed) {
            visitors.remove(visitor);
            departed.add(visitor.meter());
        }
    }

    /** What all workers have done so far, and how much waits for them. */
    Workload workload() {
        TurnMeter all = new TurnMeter();
        int queued = (int) global.stream().limit(COUNTED_MAX).count();
        synchronized (departed) {
            all.add(departed);
            for (Visitor visitor : visitors) {
                all.add(visitor.meter());
                queued += visitor.local.size();
            }
        }
        for (Worker worker : workers) {
            all.add(worker.meter());
            queued += worker.local.size();
        }
        return new Workload(queued, all.reductions(), all.timedNanos(), all.timed());
    }

    Runnable pollGlobal() {
        return global.poll();
    }

    /** A task of some other worker's queue, or null. */
    Runnable steal(Worker thief) {
        for (Worker worker : workers) {
            Runnable task = worker == thief ? null : worker.local.steal();
            if (task != null) {
                return task;
            }
        }
        for (Visitor visitor : visitors) {
            Runnable task = visitor.local.steal();
            if (task != null) {
                return task;
            }
        }
        return null;
    }

    void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable thrown) {
            LOG.atError().setCause(thrown).log("task failed");
        }
    }

    @Override
    public void shutdown() {
        shutdown = true;
        for (PoolWorker worker : workers) {
            worker.wake();
        }
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        for (Worker worker : workers) {
            if (worker.isAlive()) {
                return false;
            }
        }
        return shutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        long deadline = System.nanoTime() + unit.toNanos(timeout);
        for (Worker worker : workers) {
            TimeUnit.NANOSECONDS.timedJoin(worker, deadline - System.nanoTime());
        }
        return isTerminated();
    }

    /** Whether no task runs or waits; only somebody from outside can then add one. */
    boolean isAsleep() {
        return sleepers.get() == workers.length
                && global.isEmpty()
                && Arrays.stream(workers).allMatch(worker -> worker.local.isEmpty())
                && sleepers.get() == workers.length;
    }

    private void wakeOne() {
        if (sleepers.get() == 0) {
            return;
        }
        for (PoolWorker worker : workers) {
            if (worker.wake()) {
                return;
            }
        }
    }

    /**
     * The worker that runs the calling code, also where that is the virtual thread of a process.
     */
    static Worker currentWorker() {
        Thread thread = Thread.currentThread();
        if (thread instanceof Worker worker) {
            return worker;
        }
        return thread.isVirtual()
                        && thread.getUncaughtExceptionHandler() instanceof LuaProcess process
                        && process.carrier() instanceof Worker worker
                ? worker
                : null;
    }
}
