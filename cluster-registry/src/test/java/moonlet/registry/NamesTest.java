package moonlet.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import moonlet.protocol.ErrorKind;
import moonlet.protocol.Pid;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

/** One name, claimed and given up while nothing fails. */
class NamesTest {
    private final TestCluster cluster = TestCluster.of("a", "b", "c");
    private final TestNode a = cluster.node("a");
    private final TestNode b = cluster.node("b");
    private final TestNode c = cluster.node("c");
    private final Pid pidOfA = a.spawn();
    private final Pid pidOfB = b.spawn();

    @Test
    void a_registered_name_is_found_on_every_node() {
        assertEquals(Reply.of(pidOfA), cluster.register(a, "name", pidOfA));
        for (TestNode node : cluster.nodes.values()) {
            assertEquals(pidOfA, node.names.holder("name"));
        }
    }

    @Test
    void a_second_claim_is_refused_whoever_decides() {
        for (String arbiter : List.of("a", "b", "c")) {
            String name = cluster.nameOf(arbiter);
            cluster.register(a, name, pidOfA);
            assertEquals(Reply.TAKEN, cluster.register(b, name, pidOfB), arbiter);
            assertEquals(pidOfA, b.names.holder(name));
        }
    }

    @Test
    void of_two_claims_at_once_one_wins_whoever_decides() {
        for (String arbiter : List.of("a", "b", "c")) {
            String name = cluster.nameOf(arbiter);
            Ask.OfProcess ask = a.ask(pidOfA);
            Reply first = a.names.register(ask, name, pidOfA, cluster.now);
            Reply second = cluster.register(b, name, pidOfB);
            Reply other = first == Reply.LATER ? a.answer(ask) : first;
            assertEquals(1, List.of(other, second).stream().filter(r -> r.pid() != null).count());
        }
        assertEquals(List.of(), a.revoked);
        assertEquals(List.of(), b.revoked);
    }

    @Test
    void a_name_registered_again_by_its_holder_is_his() {
        cluster.register(a, "name", pidOfA);
        assertEquals(Reply.of(pidOfA), cluster.register(a, "name", pidOfA));
    }

    @Test
    void a_process_of_another_node_is_registered_by_its_node() {
        assertEquals(Reply.of(pidOfB), cluster.register(a, "name", pidOfB));
        assertEquals(pidOfB, c.names.holder("name"));
        assertEquals(Reply.TAKEN, cluster.register(b, "name", b.spawn()));
    }

    @Test
    void a_process_that_has_ended_cannot_be_registered_from_anywhere() {
        b.end(pidOfB);
        assertEquals(Reply.ENDED, cluster.register(b, "name", pidOfB));
        assertEquals(Reply.ENDED.failure(), cluster.register(a, "name", pidOfB).failure());
    }

    @Test
    void a_name_is_given_up_on_every_node_and_free_then() {
        cluster.register(a, "name", pidOfA);
        Ask.OfProcess ask = b.ask(pidOfB);
        assertSame(Reply.LATER, b.names.unregister(ask, "name", cluster.now));
        cluster.deliver();
        assertEquals(Reply.of(pidOfA), b.answer(ask));
        assertNull(c.names.holder("name"));
        assertEquals(Reply.of(pidOfB), cluster.register(b, "name", pidOfB));
    }

    @Test
    void a_name_that_nobody_holds_cannot_be_given_up() {
        assertEquals(Reply.FREE, a.names.unregister(a.ask(pidOfA), "name", cluster.now));
    }

    @Test
    void names_of_an_ended_process_are_free_before_others_have_heard_of_that() {
        String name = cluster.nameOf("b");
        cluster.register(a, name, pidOfA);
        a.end(pidOfA);
        assertEquals(pidOfA, b.names.holder(name)); // on its way
        assertEquals(Reply.of(pidOfB), cluster.register(b, name, pidOfB));
        assertEquals(Set.of(), a.names.namesOf(pidOfA));
    }

    @Test
    void a_name_of_a_lost_node_is_not_found_where_only_the_arbiter_has_not_heard_of_that() {
        String name = cluster.nameOf("b");
        cluster.register(a, name, pidOfA);
        c.names.down(a.start, cluster.now);
        Ask.OfProcess ask = c.ask(c.spawn());
        assertSame(Reply.LATER, c.names.lookup(ask, name, cluster.now));
        cluster.deliver();
        assertEquals(pidOfA, b.names.holder(name));
        assertEquals(Reply.FREE, c.answer(ask));
    }

    @Test
    void a_name_is_not_found_after_the_end_of_its_holder_though_the_arbiter_has_not_heard_of_it() {
        String name = cluster.nameOf("b");
        cluster.register(a, name, pidOfA);
        a.end(pidOfA);
        cluster.deliver(a, c); // with this c learns of the end, before b does
        Ask.OfProcess ask = c.ask(c.spawn());
        assertSame(Reply.LATER, c.names.lookup(ask, name, cluster.now));
        cluster.deliver(c, b);
        cluster.deliver(b, c);
        assertEquals(pidOfA, b.names.holder(name));
        assertEquals(Reply.FREE, c.answer(ask));
    }

    @Test
    void a_name_that_only_the_arbiter_has_heard_of_is_found() {
        String name = cluster.nameOf("b");
        a.unreachable.add(c.start);
        cluster.register(a, name, pidOfA);
        assertNull(c.names.holder(name));
        Ask.OfProcess ask = c.ask(c.spawn());
        c.names.lookup(ask, name, cluster.now);
        cluster.deliver();
        assertEquals(Reply.of(pidOfA), c.answer(ask));
    }

    @Test
    void a_name_that_is_registered_while_its_arbiter_is_asked_is_found() {
        String name = cluster.nameOf("b");
        Ask.OfProcess ask = c.ask(c.spawn());
        c.names.lookup(ask, name, cluster.now);
        a.names.register(a.ask(pidOfA), name, pidOfA, cluster.now);
        cluster.deliver(a, b);
        cluster.deliver(b, a);
        cluster.deliver(a, c);
        cluster.deliver(c, b); // which has not heard that its grant was used
        cluster.deliver(b, c);
        assertEquals(Reply.of(pidOfA), c.answer(ask));
    }

    @Test
    void of_two_claims_that_find_the_holder_gone_one_wins() {
        String name = cluster.nameOf("c");
        cluster.register(a, name, pidOfA);
        a.end(pidOfA);
        Pid other = a.spawn();
        Ask.OfProcess first = a.ask(other);
        a.names.register(first, name, other, cluster.now);
        b.names.register(b.ask(pidOfB), name, pidOfB, cluster.now);
        cluster.deliver(b, c); // before c has heard of the end, and its question is answered
        cluster.deliver();
        assertEquals(c.names.holder(name), a.names.holder(name));
        assertEquals(List.of(), a.revoked);
        assertEquals(List.of(), b.revoked);
    }

    @Test
    void a_name_claimed_twice_at_once_is_granted_once() {
        String name = cluster.nameOf("c");
        Ask.OfProcess first = a.ask(pidOfA);
        Ask.OfProcess second = a.ask(pidOfA);
        a.names.register(first, name, pidOfA, cluster.now);
        a.names.register(second, name, pidOfA, cluster.now);
        assertEquals(1, a.links.get(c.start).size());
        cluster.deliver();
        assertEquals(Reply.of(pidOfA), a.answer(first));
        assertEquals(Reply.of(pidOfA), a.answer(second));
        a.names.unregister(a.ask(pidOfA), name, cluster.now);
        assertEquals(Reply.of(pidOfB), cluster.register(b, name, pidOfB));
    }

    @Test
    void a_process_that_ends_while_it_is_granted_a_name_gets_none() {
        Ask.OfProcess ask = a.ask(pidOfA);
        String name = cluster.nameOf("b");
        a.names.register(ask, name, pidOfA, cluster.now);
        a.end(pidOfA);
        cluster.deliver();
        assertEquals(Reply.ENDED, a.answer(ask));
        assertNull(c.names.holder(name));
    }

    @Test
    void a_lookup_that_misses_asks_the_arbiter_once() {
        String name = cluster.nameOf("b");
        cluster.register(b, name, pidOfB);
        TestNode d = cluster.start("d"); // knows nothing yet
        Ask.OfProcess ask = d.ask(d.spawn());
        if (d.names.lookup(ask, name, cluster.now) == Reply.LATER) {
            cluster.deliver();
            assertEquals(Reply.of(pidOfB), d.answer(ask));
        }
        assertEquals(pidOfB, d.names.holder(name));
    }

    @Test
    void a_name_that_not_even_the_arbiter_knows_is_not_found() {
        Ask.OfProcess ask = a.ask(pidOfA);
        String name = cluster.nameOf("b");
        a.names.lookup(ask, name, cluster.now);
        cluster.deliver();
        assertEquals(Reply.FREE, a.answer(ask));
        assertEquals(Reply.FREE, b.names.lookup(b.ask(pidOfB), name, cluster.now));
    }

    @Test
    void names_beyond_the_limit_of_a_process_are_refused_also_when_asked_for_at_once() {
        List<String> names = cluster.namesOf("b", TestNode.NAMES_MAX + 2);
        List<Ask.OfProcess> asks = names.stream().map(_ -> a.ask(pidOfA)).toList();
        for (int i = 0; i < names.size(); i++) {
            a.names.register(asks.get(i), names.get(i), pidOfA, cluster.now);
        }
        cluster.deliver();
        assertEquals(TestNode.NAMES_MAX, asks.stream().filter(this::wasGranted).count());
        assertEquals(ErrorKind.UNAVAILABLE, a.answer(asks.getLast()).failure().kind());
        assertEquals(TestNode.NAMES_MAX, c.names.count());
    }

    private boolean wasGranted(Ask.OfProcess ask) {
        return a.answer(ask).pid() != null;
    }
}
