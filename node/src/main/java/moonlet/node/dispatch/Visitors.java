package moonlet.node.dispatch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The workers of a node, and threads with work of their own that are workers too. */
public final class Visitors {
    private final FairExecutor executor;

    private Visitors(FairExecutor executor) {
        this.executor = executor;
    }

    /** For the workers behind a dispatcher of Pekko, which keeps their executor to itself. */
    public static Visitors of(Executor dispatcher) {
        CompletableFuture<FairExecutor> found = new CompletableFuture<>();
        dispatcher.execute(() -> found.complete(((Worker) Thread.currentThread()).executor));
        return new Visitors(found.join());
    }

    /** What all workers have done so far. */
    public Workload workload() {
        return executor.workload();
    }

    /** A thread that is to be started. */
    public Visitor unstarted(String name, Runnable work) {
        return executor.visitor(name, work);
    }
}
