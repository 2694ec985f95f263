package moonlet.node.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;

import moonlet.protocol.wire.Frame;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class LanesTest {
    /** Pieces of 4 bytes, of two large items at once, two pieces a frame. */
    private static final LinkLimits LIMITS = new LinkLimits(8, 4, 2, 100, 1000, 1000, 3, 10, 1000);

    private final LinkSession a = new LinkSession(LIMITS);
    private final LinkSession b = new LinkSession(LIMITS);

    @Test
    void a_small_item_overtakes_the_large_one_of_another_lane() {
        add(1, "large item 1");
        add(2, "tiny");
        assertEquals(List.of("tiny", "large item 1"), arrived());
    }

    @Test
    void nothing_overtakes_a_large_item_of_its_own_lane() {
        add(1, "large item 1");
        add(1, "tiny");
        add(1, "large item 2");
        add(1, "last");
        assertEquals(List.of("large item 1", "tiny", "large item 2", "last"), arrived());
    }

    @Test
    void a_lane_is_free_again_after_its_large_item() {
        add(1, "large item 1");
        arrived();
        add(1, "a");
        add(2, "b");
        assertEquals(List.of("a", "b"), arrived());
    }

    @Test
    void large_items_take_turns() {
        add(1, "12345678");
        add(2, "abcdefghijkl");
        add(3, "ABCDEFGH");
        // The third begins when the first is through.
        assertEquals(List.of("12345678", "abcdefghijkl", "ABCDEFGH"), arrived());
    }

    @Test
    void a_large_item_is_not_starved_by_small_ones() {
        add(1, "large item 1");
        for (int i = 0; i < 20; i++) {
            add(2, "more");
        }
        assertTrue(arrived().indexOf("large item 1") < 10);
    }

    @Test
    void a_large_item_overtakes_no_small_one_that_was_there_before() {
        for (int i = 0; i < 20; i++) {
            add(LinkSession.NODE, "more");
        }
        add(1, "large item 1");
        assertEquals("large item 1", arrived().getLast());
    }

    @Test
    void pieces_that_were_lost_are_sent_again_and_fit_together() {
        add(1, "large item 1");
        add(2, "large item 2");
        a.next(0);
        a.connected(0, 0);
        assertEquals(List.of("large item 1", "large item 2"), arrived());
    }

    private void add(long lane, String item) {
        a.add(lane, ByteString.copyFromUtf8(item));
    }

    private List<String> arrived() {
        List<String> all = new ArrayList<>();
        for (Frame frame = a.next(0); frame != null; frame = a.next(0)) {
            b.receive(frame, 0).items().forEach(item -> all.add(item.toStringUtf8()));
        }
        return all;
    }
}
