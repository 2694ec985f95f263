package moonlet.node.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;

class LocalQueueTest {
    private final LocalQueue queue = new LocalQueue();

    @Test
    void tasks_leave_in_the_order_in_which_they_came() {
        Runnable first = () -> {};
        Runnable second = () -> {};
        queue.offer(first);
        queue.offer(second);
        assertSame(first, queue.poll());
        assertSame(second, queue.poll());
        assertNull(queue.poll());
        assertTrue(queue.isEmpty());
    }

    @Test
    void a_full_queue_refuses_and_takes_again_when_there_is_room() {
        int taken = 0;
        while (queue.offer(() -> {})) {
            taken++;
        }
        assertEquals(256, taken);
        queue.poll();
        assertTrue(queue.offer(() -> {}));
        assertFalse(queue.offer(() -> {}));
    }

    @Test
    void a_lone_task_is_not_stolen() {
        Runnable first = () -> {};
        queue.offer(first);
        assertNull(queue.steal());
        queue.offer(() -> {});
        assertSame(first, queue.steal());
        assertNull(queue.steal());
    }

    @Test
    void each_task_is_taken_exactly_once_while_others_steal() throws Exception {
        int tasks = 300_000;
        AtomicIntegerArray runs = new AtomicIntegerArray(tasks);
        AtomicBoolean done = new AtomicBoolean();
        try (var thieves = Executors.newFixedThreadPool(3)) {
            for (int i = 0; i < 3; i++) {
                thieves.submit(
                        () -> {
                            while (!done.get() || !queue.isEmpty()) {
                                runOne();
                            }
                        });
            }
            for (int i = 0; i < tasks; i++) {
                int task = i;
                while (!queue.offer(() -> runs.incrementAndGet(task))) {
                    runOne();
                }
            }
            done.set(true);
            thieves.shutdown();
            assertTrue(thieves.awaitTermination(20, TimeUnit.SECONDS));
        }
        for (int i = 0; i < tasks; i++) {
            assertEquals(1, runs.get(i), "runs of task " + i);
        }
    }

    private void runOne() {
        Runnable task = queue.poll();
        if (task != null) {
            task.run();
        }
    }
}
