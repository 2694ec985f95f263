package moonlet.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import moonlet.protocol.Actor;
import moonlet.protocol.Asker;
import moonlet.protocol.Context;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;
import moonlet.protocol.wire.NameItem;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Queue;
import java.util.Set;

/** Bids that a member refuses for want of a permission. */
class RefusedBidsTest {
    private static final boolean MAJORITY = false;
    private static final boolean ALL = true;
    private static final Failure WHY = Failure.of(ErrorKind.PERMISSION_DENIED, "not allowed");
    private static final Reply REFUSED = new Reply(null, WHY);

    private final AgreedCluster cluster = AgreedCluster.of("a", "b", "c");
    private final AgreedNode a = cluster.node("a");
    private final AgreedNode b = cluster.node("b");
    private final AgreedNode c = cluster.node("c");
    private final Pid pid = a.spawn();
    private final Pid other = b.spawn();

    @ParameterizedTest
    @ValueSource(booleans = {MAJORITY, ALL})
    void one_refusal_ends_the_bid_at_once_and_what_was_promised_is_free(boolean all) {
        Ask.OfProcess ask = cluster.begin(a, pid, all);
        refuse(a, c);
        assertEquals(REFUSED, a.answer(ask));
        cluster.deliver();
        assertNull(a.holder());
        assertEquals(Reply.of(other), cluster.claim(b, other, ALL));
    }

    @Test
    void a_holder_whose_name_not_all_may_confirm_keeps_it_as_it_was() {
        cluster.claim(a, pid, MAJORITY);
        Ask.OfProcess ask = cluster.begin(a, pid, ALL);
        refuse(a, c);
        cluster.deliver();
        assertEquals(REFUSED, a.answer(ask));
        assertEquals(pid, c.holder());
        assertEquals(Reply.TAKEN, cluster.claim(b, other, MAJORITY));
    }

    @Test
    void a_refusal_after_a_majority_has_promised_changes_nothing() {
        cluster.cut("c");
        Ask.OfProcess ask = cluster.begin(a, pid, MAJORITY);
        cluster.deliver();
        refuse(a, c);
        cluster.heal();
        assertEquals(Reply.of(pid), a.answer(ask));
        assertEquals(pid, c.holder());
    }

    @Test
    void who_asks_for_the_same_on_behalf_of_another_process_is_not_refused_with_it() {
        Ask.OfProcess first = a.claim(pid, asker(a.spawn()), MAJORITY, 0);
        Ask.OfProcess second = a.claim(pid, asker(pid), MAJORITY, 0);
        refuse(a, c);
        assertEquals(REFUSED, a.answer(first));
        cluster.deliver();
        assertEquals(Reply.of(pid), a.answer(second));
        assertEquals(pid, c.holder());
    }

    @Test
    void a_bid_that_cannot_be_asked_for_ends_at_once() {
        a.unsaid = WHY;
        assertEquals(REFUSED, cluster.claim(a, pid, MAJORITY));
        assertEquals(Reply.of(other), cluster.claim(b, other, ALL));
    }

    /** The member does not take the bid. */
    private static void refuse(AgreedNode bidder, AgreedNode member) {
        Queue<NameItem> link = bidder.links.get(member.start);
        NameItem.Bid bid = (NameItem.Bid) link.remove();
        bidder.agreed.receive(member.start, new NameItem.Vetoed(bid.request(), WHY));
    }

    private static Asker asker(Pid pid) {
        return new Asker(pid, new Context(null, new Actor("ann", null), Set.of()));
    }
}
