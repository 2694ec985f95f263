package moonlet.node.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.google.protobuf.ByteString;

import moonlet.protocol.Payload;
import moonlet.protocol.codec.EncodedPayload;

import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

class MemoryStoreTest {
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private long now = 1_000;
    private final Queue<Runnable> later = new ArrayDeque<>();
    private final MemoryStore store =
            new MemoryStore("app:s", 3, 2_000, INTERVAL, clock(), (_, what) -> later.add(what));

    @Test
    void what_has_expired_is_not_there() {
        store.set("k", value(10), 500);
        now += 499;
        assertNotNull(store.get("k"));
        now += 1;
        assertNull(store.get("k"));
    }

    @Test
    void a_new_value_has_its_own_time() {
        store.set("k", value(10), 500);
        store.set("k", value(10), 0);
        now += 1_000;
        assertNotNull(store.get("k"));
    }

    @Test
    void what_has_expired_makes_room_at_once() {
        store.set("a", value(10), 500);
        store.set("b", value(10), 500);
        store.set("c", value(10), 0);
        assertNotNull(store.set("d", value(10), 0));
        now += 500;
        assertNull(store.set("d", value(10), 0));
        assertEquals(List.of("c", "d"), store.keys("", 10));
    }

    @Test
    void bytes_are_counted_both_ways() {
        store.set("a", value(1_000), 0);
        assertNotNull(store.set("b", value(1_000), 0));
        assertNull(store.set("a", value(10), 0));
        assertNull(store.set("b", value(1_000), 0));
        store.delete("a");
        store.delete("b");
        assertEquals(0, store.fill().bytes());
    }

    @Test
    void a_value_that_shrinks_is_taken_though_the_store_is_full() {
        store.set("a", value(1_500), 0);
        assertNull(store.set("a", value(1_400), 0));
    }

    @Test
    void a_clean_up_comes_only_while_something_can_expire() {
        store.set("a", value(10), 0);
        assertEquals(0, later.size());
        store.set("b", value(10), 500);
        store.set("c", value(10), 600);
        assertEquals(1, later.size());
        now += 500;
        later.remove().run();
        assertEquals(1, later.size());
        now += 100;
        later.remove().run();
        assertEquals(0, later.size());
        assertEquals(1, store.fill().entries());
    }

    private static Payload value(int bytes) {
        return new EncodedPayload(ByteString.copyFrom(new byte[bytes]));
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(now);
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }
}
