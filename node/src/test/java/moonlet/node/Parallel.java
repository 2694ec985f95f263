package moonlet.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The same work on several threads at once, with a bound. */
final class Parallel {
    /** What one of the threads does; each has random numbers of its own. */
    @FunctionalInterface
    interface Work {
        void run(int worker, Random random);
    }

    private Parallel() {}

    static void run(int workers, Work work) throws Exception {
        try (var executor = Executors.newFixedThreadPool(workers)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                int worker = i;
                running.add(executor.submit(() -> work.run(worker, new Random(worker))));
            }
            for (Future<?> each : running) {
                each.get(30, TimeUnit.SECONDS);
            }
        }
    }
}
