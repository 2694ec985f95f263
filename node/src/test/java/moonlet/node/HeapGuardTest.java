package moonlet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.protocol.ErrorKind;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** When a node refuses processes, and when it has the JVM collect. */
class HeapGuardTest {
    private final FakeHeap heap = new FakeHeap();
    private long now;
    private final HeapGuard guard =
            new HeapGuard(heap, new Processes(), new NodeCounters(), () -> now);

    @Test
    void processes_start_while_there_is_room() {
        heap.live = 0.7;
        guard.look();
        assertNull(guard.refusal());
    }

    @Test
    void nothing_starts_once_the_heap_is_nearly_full_of_what_lives() {
        heap.live = 0.8;
        guard.look();
        assertEquals(ErrorKind.UNAVAILABLE, guard.refusal().kind());
        String text = guard.refusal().message();
        assertTrue(text.contains("80 % full") && text.contains("heapRefusePercent=75"), text);
    }

    @Test
    void garbage_is_no_reason_to_refuse() {
        heap.live = 0.2;
        heap.garbage = 0.7;
        guard.look();
        assertNull(guard.refusal());
        assertEquals(1, heap.collections);
    }

    @Test
    void room_is_noticed_though_nothing_else_makes_the_jvm_collect() {
        heap.live = 0.8;
        guard.look();
        heap.live = 0.1;
        pass(Duration.ofSeconds(10));
        guard.look();
        guard.look();
        assertNull(guard.refusal());
    }

    @Test
    void collections_take_a_twentieth_of_the_time_at_most() {
        for (int look = 0; look < 1_000; look++) {
            heap.garbage = 0.9;
            guard.look();
            pass(Duration.ofMillis(20));
        }
        assertTrue(heap.spent <= now / 20 + heap.cost, heap.spent + " of " + now);
        assertTrue(heap.collections > 1, "collections: " + heap.collections);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private final class FakeHeap implements Heap {
        private final long cost = Duration.ofMillis(100).toNanos();
        private double live;
        private double garbage;
        private double seen = -1; // at the last collection
        private int collections;
        private long spent;

        @Override
        public double fullness() {
            return seen < 0 ? live : seen;
        }

        @Override
        public double inUse() {
            return Math.max(live + garbage, fullness());
        }

        @Override
        public long bytes() {
            return 1 << 30;
        }

        @Override
        public void collect() {
            collections++;
            garbage = 0;
            seen = live;
            spent += cost;
            now += cost;
        }
    }
}
