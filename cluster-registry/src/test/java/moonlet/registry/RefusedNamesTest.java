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

import java.util.List;
import java.util.Set;

/** Claims that the arbiter of a name refuses for want of a permission. */
class RefusedNamesTest {
    private static final Failure WHY = Failure.of(ErrorKind.PERMISSION_DENIED, "not allowed");
    private static final Reply REFUSED = new Reply(null, WHY);

    private final TestCluster cluster = TestCluster.of("a", "b", "c");
    private final TestNode a = cluster.node("a");
    private final TestNode b = cluster.node("b");
    private final TestNode c = cluster.node("c");
    private final Pid pid = a.spawn();
    private final String name = cluster.nameOf("c");

    @Test
    void a_refused_claim_ends_at_once_and_nobody_has_the_name() {
        Ask.OfProcess ask = a.ask(pid);
        a.names.register(ask, name, pid, 0);
        refuse(a);
        assertEquals(REFUSED, a.answer(ask));
        cluster.deliver();
        assertNull(b.names.holder(name));
        Pid other = b.spawn();
        assertEquals(Reply.of(other), cluster.register(b, name, other));
    }

    @Test
    void who_asks_for_the_same_on_behalf_of_another_process_is_not_refused_with_it() {
        Ask.OfProcess first = a.ask(pid, asker(a.spawn()));
        Ask.OfProcess second = a.ask(pid, asker(pid));
        a.names.register(first, name, pid, 0);
        a.names.register(second, name, pid, 0);
        refuse(a);
        cluster.deliver();
        assertEquals(REFUSED, a.answer(first));
        assertEquals(Reply.of(pid), a.answer(second));
        assertEquals(List.of(first.by(), second.by()), a.askers);
    }

    @Test
    void what_another_node_asks_for_is_claimed_on_behalf_of_its_process() {
        Asker asker = asker(b.spawn());
        a.names.register(b.start, asker, new NameItem.Register(7, name, pid), 0);
        assertEquals(List.of(asker), a.askers);
        refuse(a);
        assertEquals(new NameItem.Done(7, WHY), a.links.get(b.start).remove());
    }

    @Test
    void a_claim_that_cannot_be_asked_for_ends_at_once() {
        a.unsaid = WHY;
        assertEquals(REFUSED, a.names.register(a.ask(pid), name, pid, 0));
        a.unsaid = null;
        assertEquals(Reply.of(pid), cluster.register(a, name, pid));
    }

    @Test
    void a_refusal_that_comes_too_late_changes_nothing() {
        Ask.OfProcess ask = a.ask(pid);
        a.names.register(ask, name, pid, 0);
        cluster.pass(NameLimits.DEFAULTS.answerNanos()); // after which it is granted here
        refuse(a);
        assertEquals(Reply.of(pid), a.answer(ask));
    }

    /** The arbiter does not take the claim. */
    private void refuse(TestNode claimant) {
        NameItem.Claim claim = (NameItem.Claim) claimant.links.get(c.start).remove();
        claimant.names.receive(c.start, new NameItem.Denied(claim.request(), WHY), cluster.now);
    }

    private static Asker asker(Pid pid) {
        return new Asker(pid, new Context(null, new Actor("ann", null), Set.of()));
    }
}
