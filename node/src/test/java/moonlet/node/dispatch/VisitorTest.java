package moonlet.node.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

class VisitorTest {
    private final FairExecutor executor = new FairExecutor("test", 2, 1 << 20);
    private final Visitors visitors = Visitors.of(executor);

    @AfterEach
    void stop() throws InterruptedException {
        executor.shutdown();
        assertTrue(executor.awaitTermination(10, TimeUnit.SECONDS));
    }

    @Test
    void runs_what_it_gives_itself_and_what_comes_of_that() throws Exception {
        List<Thread> ran = new ArrayList<>();
        Thread visitor =
                visit(
                        self -> {
                            executor.execute(
                                    () -> {
                                        ran.add(Thread.currentThread());
                                        executor.execute(() -> ran.add(Thread.currentThread()));
                                    });
                            self.endBatch();
                        });
        assertEquals(List.of(visitor, visitor), ran);
    }

    @Test
    void leaves_to_the_others_what_does_not_end() throws Exception {
        CompletableFuture<Thread> taken = new CompletableFuture<>();
        Thread visitor =
                visit(
                        self -> {
                            executor.execute(() -> again(taken, self));
                            self.endBatch();
                        });
        assertNotEquals(visitor, taken.get(10, TimeUnit.SECONDS));
    }

    @Test
    void shares_what_comes_at_once_if_it_is_to() throws Exception {
        CompletableFuture<Thread> ran = new CompletableFuture<>();
        Thread visitor =
                visit(
                        self -> {
                            self.beginBatch(false);
                            executor.execute(() -> ran.complete(Thread.currentThread()));
                            self.endBatch();
                            ran.join();
                        });
        assertNotEquals(visitor, ran.get());
    }

    @Test
    void what_was_to_be_done_soon_is_done_after_its_tasks() throws Exception {
        List<String> done = new ArrayList<>();
        visit(
                self -> {
                    executor.execute(
                            () -> {
                                self.runSoon(() -> done.add("soon"));
                                executor.execute(() -> done.add("task"));
                            });
                    self.endBatch();
                });
        assertEquals(List.of("task", "soon"), done);
    }

    @Test
    void what_comes_outside_of_a_batch_does_not_wait_for_the_next_one() throws Exception {
        CompletableFuture<Thread> ran = new CompletableFuture<>();
        CompletableFuture<Thread> soon = new CompletableFuture<>();
        Thread visitor =
                visit(
                        self -> {
                            self.endBatch();
                            executor.execute(() -> ran.complete(Thread.currentThread()));
                            self.runSoon(() -> soon.complete(Thread.currentThread()));
                        });
        assertNotEquals(visitor, ran.get(10, TimeUnit.SECONDS));
        assertEquals(visitor, soon.get(10, TimeUnit.SECONDS));
    }

    private void again(CompletableFuture<Thread> taken, Thread visitor) {
        if (Thread.currentThread() != visitor) {
            taken.complete(Thread.currentThread());
        } else {
            executor.execute(() -> again(taken, visitor));
        }
    }

    /** Returns the thread after its work. */
    private Thread visit(Consumer<Visitor> work) throws InterruptedException {
        Visitor visitor =
                visitors.unstarted(
                        "visitor",
                        () -> {
                            Visitor self = (Visitor) Thread.currentThread();
                            self.beginBatch(true);
                            work.accept(self);
                        });
        visitor.start();
        visitor.join(10_000);
        assertEquals(Thread.State.TERMINATED, visitor.getState());
        return visitor;
    }
}
