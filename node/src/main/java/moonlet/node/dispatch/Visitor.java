package moonlet.node.dispatch;

/**
 * A worker with work of its own, such as a link that it reads: it runs what comes of that itself,
 * as long as it is little, instead of waking another thread for it. On a machine with nothing else
 * to do, that is what most of a message's way to another node and back would be spent on.
 */
public final class Visitor extends Worker {
    private static final int TURNS_MAX = 8;

    private final Runnable work;
    private boolean hasBatch;
    private boolean keepsTasks;

    Visitor(FairExecutor executor, ThreadGroup group, String name, long stack, Runnable work) {
        super(executor, group, name, stack);
        this.work = work;
    }

    /**
     * From here to {@link #endBatch} it gives itself tasks that belong together; outside of that,
     * they are shared among all workers at once.
     *
     * @param little true: they wait for the end of the batch; false: they are shared too
     */
    public void beginBatch(boolean little) {
        hasBatch = true;
        keepsTasks = little;
    }

    /** Runs its own tasks and what comes of them, for a few turns; the rest is for the others. */
    public void endBatch() {
        for (int turn = 0; turn < TURNS_MAX; turn++) {
            Runnable task = local.poll();
            if (task == null) {
                break;
            }
            executor.run(task);
        }
        keepsTasks = false;
        for (Runnable task = local.poll(); task != null; task = local.poll()) {
            executor.addGlobal(task);
        }
        hasBatch = false;
        runSoon();
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

    /** Nobody would come back to it outside of a batch. */
    @Override
    public void runSoon(Runnable what) {
        if (hasBatch) {
            super.runSoon(what);
        } else {
            executor.run(what);
        }
    }
}
