package moonlet.node.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

class FairExecutorTest {
    private final FairExecutor executor = new FairExecutor("test", 2, 1 << 20);

    @AfterEach
    void stop() throws InterruptedException {
        executor.shutdown();
        assertTrue(executor.awaitTermination(10, TimeUnit.SECONDS));
    }

    @Test
    void every_task_from_outside_runs_though_workers_fall_asleep_in_between()
            throws InterruptedException {
        for (int round = 0; round < 5_000; round++) {
            CountDownLatch ran = new CountDownLatch(2);
            executor.execute(ran::countDown);
            executor.execute(ran::countDown);
            assertTrue(ran.await(10, TimeUnit.SECONDS), "lost in round " + round);
        }
    }

    @Test
    void every_task_that_a_task_adds_runs() throws InterruptedException {
        int tasks = 200_000;
        CountDownLatch ran = new CountDownLatch(tasks);
        AtomicInteger left = new AtomicInteger(tasks);
        for (int i = 0; i < 4; i++) {
            executor.execute(() -> multiply(left, ran));
        }
        assertTrue(ran.await(20, TimeUnit.SECONDS), "lost: " + ran.getCount());
    }

    @Test
    void tasks_that_go_on_for_ever_do_not_starve_new_ones() throws InterruptedException {
        AtomicInteger stop = new AtomicInteger();
        for (int i = 0; i < 8; i++) {
            executor.execute(() -> again(stop));
        }
        for (int i = 0; i < 50; i++) {
            CountDownLatch ran = new CountDownLatch(1);
            executor.execute(ran::countDown);
            assertTrue(ran.await(10, TimeUnit.SECONDS), "starved: task " + i);
        }
        stop.set(1);
    }

    @Test
    void tasks_that_wake_each_other_do_not_starve_new_ones() throws InterruptedException {
        AtomicInteger stop = new AtomicInteger();
        for (int i = 0; i < 8; i++) {
            executor.execute(() -> wakesItself(stop));
        }
        CountDownLatch ran = new CountDownLatch(1);
        executor.execute(ran::countDown);
        assertTrue(ran.await(10, TimeUnit.SECONDS), "starved by local queues");
        stop.set(1);
    }

    @Test
    void a_task_that_throws_does_not_end_its_worker() throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            executor.execute(
                    () -> {
                        throw new IllegalStateException("thrown by the test");
                    });
        }
        CountDownLatch ran = new CountDownLatch(1);
        executor.execute(ran::countDown);
        assertTrue(ran.await(10, TimeUnit.SECONDS));
    }

    @Test
    void after_shutdown_tasks_are_rejected() {
        executor.shutdown();
        assertThrows(RejectedExecutionException.class, () -> executor.execute(() -> {}));
        assertEquals(true, executor.isShutdown());
    }

    private void multiply(AtomicInteger left, CountDownLatch ran) {
        ran.countDown();
        for (int i = 0; i < 2 && left.decrementAndGet() >= 4; i++) {
            executor.execute(() -> multiply(left, ran));
        }
    }

    /** As a process does whose slice is over. */
    private void again(AtomicInteger stop) {
        if (stop.get() == 0) {
            ((Worker) Thread.currentThread()).runLast(() -> again(stop));
        }
    }

    /** As two processes do that answer each other at once. */
    private void wakesItself(AtomicInteger stop) {
        if (stop.get() == 0) {
            executor.execute(() -> wakesItself(stop));
        }
    }
}
