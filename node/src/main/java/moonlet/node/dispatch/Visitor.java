package moonlet.node.dispatch;

/**
 * A worker with work of its own, such as a link that it reads: it runs what comes of that itself,
 * as long as it is little, instead of waking another thread for it. On a machine with nothing else
 * to do, that is what most of a message's way to another node and back would be spent on.
 */
public final class Visitor extends Worker {
    private static final int TURNS_MAX = 8;

    private final Runnable work;
    private boolean keepsTasks;

    Visitor(FairExecutor executor, ThreadGroup group, String name, long stack, Runnable work) {
        super(executor, group, name, stack);
        this.work = work;
    }

    /**
     * Says what becomes of the tasks that it gives itself from now on.
     *
     * @param own true: they wait for {@link #runOwn}; false: they are shared among all workers
     */
    public void keepTasks(boolean own) {
        keepsTasks = own;
    }

    /** Runs its own tasks and what comes of them, for a few turns; the rest is for the others. */
    public void runOwn() {
        Runnable task = local.poll();
        for (int turn = 0; task != null && turn < TURNS_MAX; turn++) {
            executor.run(task);
            task = local.poll();
        }
        for (; task != null; task = local.poll()) {
            executor.addGlobal(task);
        }
        runSoon();
    }

    /** Whether a thread may wait actively for a moment: other workers have nothing to do. */
    public boolean othersAreIdle() {
        return executor.sleepers.get() > 0;
    }

    @Override
    public void run() {
        executor.enter(this);
        try {
            work.run();
        } finally {
            executor.exit(this);
        }
    }

    @Override
    boolean keepsTasks() {
        return keepsTasks;
    }
}
