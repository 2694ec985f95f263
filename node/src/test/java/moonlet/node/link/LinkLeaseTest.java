package moonlet.node.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;

import moonlet.protocol.wire.Frame;

import org.junit.jupiter.api.Test;

/** For how long it has not been certain that the peer takes what this node says. */
class LinkLeaseTest {
    private static final long RESEND = LinkLimits.DEFAULT.resendNanos();
    private static final long ACK = LinkLimits.DEFAULT.ackDelayNanos();

    private final LinkSession here = new LinkSession(LinkLimits.DEFAULT);
    private final LinkSession there = new LinkSession(LinkLimits.DEFAULT);

    @Test
    void it_is_not_certain_before_anything_was_acknowledged() {
        say(here, 0);
        assertEquals(Long.MAX_VALUE, here.unheardNanos(1_000));
    }

    @Test
    void an_acknowledgement_counts_from_when_the_item_was_sent() {
        there.receive(say(here, 100), 200);
        here.receive(there.next(200 + ACK), 300 + ACK);
        assertEquals(400 - 100, here.unheardNanos(400));
    }

    @Test
    void what_the_peer_says_without_acknowledging_counts_nothing() {
        say(here, 100);
        here.receive(say(there, 200), 300);
        assertEquals(Long.MAX_VALUE, here.unheardNanos(400));
    }

    @Test
    void a_late_acknowledgement_of_what_was_sent_again_counts_from_the_first_time() {
        there.receive(say(here, 100), 110);
        there.receive(say(here, 120), 130);
        Frame first = new Frame(1, 1, java.util.List.of());
        here.receive(first, 200);
        Frame both = there.next(200 + ACK);
        long late = 2 * RESEND; // this node was paused, and both items are sent again first
        here.next(late);
        here.receive(both, late + 1);
        assertEquals(late + 2 - 100, here.unheardNanos(late + 2));
    }

    private static Frame say(LinkSession who, long nowNanos) {
        who.offer(7, ByteString.copyFromUtf8("x"));
        return who.next(nowNanos);
    }
}
