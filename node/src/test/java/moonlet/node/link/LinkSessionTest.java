package moonlet.node.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;

import moonlet.node.link.LinkSession.Offer;
import moonlet.protocol.wire.Frame;
import moonlet.protocol.wire.Part;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class LinkSessionTest {
    /** Frames of 8 bytes, pieces of 4, a window of 40 bytes or 6 items. */
    private static final LinkLimits LIMITS = new LinkLimits(8, 4, 2, 100, 40, 6, 3, 10, 1000);

    private final LinkSession a = new LinkSession(LIMITS);
    private final LinkSession b = new LinkSession(LIMITS);
    private final List<String> arrived = new ArrayList<>();
    private long now;

    @Test
    void items_arrive_in_order() {
        add(a, 1, "one", "two", "x");
        deliver(a, b);
        assertEquals(List.of("one", "two", "x"), arrived);
    }

    @Test
    void small_items_share_a_frame_up_to_its_limit() {
        add(a, 1, "one", "two", "xyz");
        assertEquals(2, a.next(now).parts().size());
        assertEquals(1, a.next(now).parts().size());
        assertNull(a.next(now));
    }

    @Test
    void a_frame_that_comes_twice_is_taken_once() {
        add(a, 1, "one");
        Frame frame = a.next(now);
        take(b, frame);
        take(b, frame);
        assertEquals(List.of("one"), arrived);
        assertEquals(1, b.counters().duplicates());
    }

    @Test
    void a_frame_that_overtakes_another_waits_for_its_repetition() {
        add(a, 1, "one", "two", "xyz");
        Frame first = a.next(now);
        Frame second = a.next(now);
        take(b, second);
        assertEquals(List.of(), arrived);
        take(b, first);
        now += LIMITS.resendNanos();
        deliver(a, b);
        assertEquals(List.of("one", "two", "xyz"), arrived);
    }

    @Test
    void what_is_not_acknowledged_in_time_is_sent_again() {
        add(a, 1, "one");
        assertNotNull(a.next(now));
        assertEquals(LIMITS.resendNanos(), a.wakeAtNanos());
        now = a.wakeAtNanos();
        deliver(a, b);
        assertEquals(List.of("one"), arrived);
        assertEquals(1, a.counters().resent());
    }

    @Test
    void what_is_acknowledged_is_not_sent_again() {
        add(a, 1, "one");
        deliver(a, b);
        acknowledge();
        now += LIMITS.resendNanos();
        assertNull(a.next(now));
        assertEquals(0, a.counters().unacknowledged());
        assertEquals(Long.MAX_VALUE, a.wakeAtNanos());
    }

    @Test
    void an_acknowledgement_waits_for_a_frame_to_ride_on_but_not_for_long() {
        add(a, 1, "one");
        deliver(a, b);
        assertNull(b.next(now));
        assertEquals(LIMITS.ackDelayNanos(), b.wakeAtNanos());
        assertEquals(new Frame(1, 1, List.of()), b.next(b.wakeAtNanos()));
        assertEquals(Long.MAX_VALUE, b.wakeAtNanos());
    }

    @Test
    void many_parts_are_acknowledged_at_once() {
        add(a, 1, "1", "2", "3");
        deliver(a, b);
        assertEquals(3, b.next(now).acknowledged());
    }

    @Test
    void a_repetition_is_answered_at_once_because_the_acknowledgement_was_lost() {
        add(a, 1, "one");
        Frame frame = a.next(now);
        take(b, frame);
        b.next(now + LIMITS.ackDelayNanos());
        take(b, frame);
        assertEquals(1, b.next(now).acknowledged());
    }

    @Test
    void an_old_acknowledgement_changes_nothing() {
        add(a, 1, "one", "two");
        deliver(a, b);
        acknowledge();
        a.receive(new Frame(1, 1, List.of()), now);
        assertEquals(0, a.counters().unacknowledged());
    }

    @Test
    void a_new_connection_sends_what_the_peer_does_not_have() {
        add(a, 1, "one", "two", "xyz");
        take(b, a.next(now));
        a.next(now);
        assertFalse(a.connected(b.arrived(), now));
        deliver(a, b);
        assertEquals(List.of("one", "two", "xyz"), arrived);
        assertEquals(1, a.counters().resent());
    }

    @Test
    void a_late_frame_of_the_old_connection_is_harmless() {
        add(a, 1, "one");
        Frame late = a.next(now);
        a.connected(b.arrived(), now);
        deliver(a, b);
        take(b, late);
        assertEquals(List.of("one"), arrived);
    }

    @Test
    void an_acknowledgement_can_come_for_what_is_to_be_sent_again() {
        add(a, 1, "one", "two");
        take(b, a.next(now));
        a.connected(0, now);
        acknowledge();
        assertNull(a.next(now));
        assertEquals(0, a.counters().unacknowledged());
    }

    @Test
    void new_items_follow_those_that_are_sent_again() {
        add(a, 1, "one");
        a.next(now);
        a.connected(0, now);
        add(a, 1, "two");
        deliver(a, b);
        assertEquals(List.of("one", "two"), arrived);
    }

    @Test
    void a_full_window_refuses_and_tells_when_there_is_room() {
        for (int i = 0; i < LIMITS.windowItems(); i++) {
            assertEquals(Offer.TAKEN, a.offer(1, bytes("i")));
        }
        assertEquals(Offer.FULL, a.offer(1, bytes("i")));
        deliver(a, b);
        assertTrue(a.receive(new Frame(1, 6, List.of()), now).room());
        assertEquals(Offer.TAKEN, a.offer(1, bytes("i")));
    }

    @Test
    void room_is_not_told_to_nobody() {
        a.offer(1, bytes("i"));
        deliver(a, b);
        assertFalse(a.receive(new Frame(1, 1, List.of()), now).room());
    }

    @Test
    void room_is_told_when_half_the_window_is_free() {
        while (a.offer(1, bytes("i")) == Offer.TAKEN) {}
        deliver(a, b);
        assertFalse(a.receive(new Frame(1, 2, List.of()), now).room());
        assertTrue(a.receive(new Frame(1, 3, List.of()), now).room());
        assertFalse(a.receive(new Frame(1, 4, List.of()), now).room());
    }

    @Test
    void the_window_counts_bytes_too() {
        assertEquals(Offer.TAKEN, a.offer(1, bytes("x".repeat(40))));
        assertEquals(Offer.FULL, a.offer(2, bytes("i")));
    }

    @Test
    void an_item_larger_than_the_window_goes_alone() {
        assertEquals(Offer.TAKEN, a.offer(1, bytes("x".repeat(100))));
        deliver(a, b);
        assertEquals(List.of("x".repeat(100)), arrived);
    }

    @Test
    void what_may_not_wait_is_taken_by_a_full_link() {
        while (a.offer(1, bytes("i")) == Offer.TAKEN) {}
        add(a, 1, "exit");
        deliver(a, b);
        assertEquals("exit", arrived.getLast());
    }

    @Test
    void a_lost_peer_leaves_the_count_of_what_may_not_have_arrived() {
        add(a, 1, "one", "two", "xyz");
        take(b, a.next(now));
        a.receive(new Frame(1, 1, List.of()), now);
        assertEquals(2, a.close());
        assertEquals(2, a.counters().lost());
        assertEquals(Offer.CLOSED, a.offer(1, bytes("i")));
        assertNull(a.next(now + LIMITS.resendNanos()));
    }

    @Test
    void nothing_arrives_from_a_lost_peer() {
        add(a, 1, "one");
        b.close();
        deliver(a, b);
        assertEquals(List.of(), arrived);
    }

    @Test
    void an_item_that_no_link_takes_is_a_mistake_of_the_caller() {
        assertThrows(IllegalArgumentException.class, () -> a.offer(1, bytes("x".repeat(101))));
    }

    @Test
    void a_large_item_in_the_lane_of_the_node_is_a_mistake_of_the_caller() {
        assertThrows(IllegalArgumentException.class, () -> a.add(LinkSession.NODE, bytes("12345")));
    }

    @Test
    void a_peer_that_acknowledges_too_much_breaks_the_protocol() {
        add(a, 1, "one");
        a.next(now);
        assertThrows(BadFrame.class, () -> a.receive(new Frame(1, 2, List.of()), now));
        assertThrows(BadFrame.class, () -> a.connected(2, now));
    }

    @Test
    void a_peer_that_sends_too_large_an_item_breaks_the_protocol() {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < 26; i++) {
            parts.add(new Part.Piece(1, false, bytes("four")));
        }
        assertThrows(BadFrame.class, () -> a.receive(new Frame(1, 0, parts), now));
    }

    @Test
    void a_peer_that_begins_too_many_large_items_breaks_the_protocol() {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i <= LIMITS.piecedItemsMax(); i++) {
            parts.add(new Part.Piece(i, false, bytes("four")));
        }
        assertThrows(BadFrame.class, () -> a.receive(new Frame(1, 0, parts), now));
    }

    /** Gives a what b has to acknowledge. */
    private void acknowledge() {
        now += LIMITS.ackDelayNanos();
        a.receive(b.next(now), now);
    }

    private void deliver(LinkSession from, LinkSession to) {
        for (Frame frame = from.next(now); frame != null; frame = from.next(now)) {
            take(to, frame);
        }
    }

    private void take(LinkSession to, Frame frame) {
        to.receive(frame, now).items().forEach(item -> arrived.add(item.toStringUtf8()));
    }

    private static void add(LinkSession to, long lane, String... items) {
        for (String item : items) {
            to.add(lane, bytes(item));
        }
    }

    private static ByteString bytes(String text) {
        return ByteString.copyFromUtf8(text);
    }
}
