package moonlet.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.protocol.ErrorKind;
import moonlet.protocol.Pid;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Names while members come and go, or do not reach each other. */
class NamesInTroubleTest {
    private final TestCluster cluster = TestCluster.of("a", "b", "c");
    private final TestNode a = cluster.node("a");
    private final TestNode b = cluster.node("b");
    private final TestNode c = cluster.node("c");
    private final Pid pidOfA = a.spawn();
    private final Pid pidOfB = b.spawn();

    @Test
    void names_of_a_lost_node_are_free_at_once() {
        cluster.register(a, "name", pidOfA);
        cluster.lose("a");
        assertNull(b.names.holder("name"));
        assertEquals(Reply.of(pidOfB), cluster.register(b, "name", pidOfB));
    }

    @Test
    void a_node_that_starts_again_has_no_names_of_its_former_start() {
        cluster.register(a, "name", pidOfA);
        cluster.lose("a");
        TestNode again = cluster.start("a");
        cluster.deliver();
        assertNull(again.names.holder("name"));
        assertEquals(cluster.nodes.size(), c.names.size(), "parts without names");
    }

    @Test
    void a_node_that_joins_hears_of_all_names() {
        for (String name : cluster.namesOf("c", TestNode.NAMES_MAX)) {
            cluster.register(a, name, pidOfA);
        }
        TestNode d = cluster.start("d");
        cluster.deliver();
        assertEquals(TestNode.NAMES_MAX, d.names.count());
        assertTrue(d.names.isInSync(a.start));
    }

    @Test
    void a_name_taken_on_both_sides_of_a_partition_is_left_to_the_older_claim() {
        String name = cluster.nameOf("c");
        separate(a, b);
        separate(a, c);
        cluster.register(a, "another", pidOfA);
        assertEquals(Reply.of(pidOfB), cluster.register(b, name, pidOfB));
        assertEquals(Reply.of(pidOfA), cluster.register(a, name, pidOfA));
        heal();
        for (TestNode node : cluster.nodes.values()) {
            assertEquals(pidOfB, node.names.holder(name));
        }
        assertEquals(List.of(pidOfA + " " + name), a.revoked);
        assertEquals(List.of(), b.revoked);
    }

    @Test
    void an_older_claim_whose_holder_has_ended_meanwhile_revokes_nobody() {
        String name = cluster.nameOf("c");
        separate(a, b);
        separate(a, c);
        cluster.register(a, "another", pidOfA);
        cluster.register(b, name, pidOfB);
        cluster.register(a, name, pidOfA);
        b.end(pidOfB);
        heal();
        assertEquals(List.of(), a.revoked);
        assertEquals(pidOfA, c.names.holder(name));
    }

    @Test
    void a_claim_that_the_arbiter_does_not_answer_is_granted_here() {
        String name = cluster.nameOf("b");
        Ask.OfProcess ask = a.ask(pidOfA);
        a.names.register(ask, name, pidOfA, cluster.now);
        cluster.pass(NameLimits.DEFAULTS.answerNanos() - 1);
        assertNull(a.answer(ask));
        cluster.pass(1);
        assertEquals(Reply.of(pidOfA), a.answer(ask));
        cluster.deliver();
        assertEquals(pidOfA, c.names.holder(name));
    }

    @Test
    void a_claim_is_granted_here_when_the_arbiter_is_lost() {
        String name = cluster.nameOf("b");
        Ask.OfProcess ask = a.ask(pidOfA);
        a.names.register(ask, name, pidOfA, cluster.now);
        cluster.lose("b");
        assertEquals(Reply.of(pidOfA), a.answer(ask));
    }

    @Test
    void a_granted_name_that_is_not_written_is_free_after_a_while() {
        String name = cluster.nameOf("b");
        a.names.register(a.ask(pidOfA), name, pidOfA, cluster.now);
        cluster.deliver(a, b);
        cluster.lose("a"); // before it could write
        assertEquals(Reply.TAKEN, cluster.register(b, name, pidOfB));
        cluster.pass(NameLimits.DEFAULTS.grantNanos());
        assertEquals(Reply.of(pidOfB), cluster.register(b, name, pidOfB));
    }

    @Test
    void an_arbiter_that_has_just_joined_takes_no_name_from_its_holder() {
        cluster.register(a, "another", pidOfA);
        String name = nameOfFuture("d");
        cluster.register(a, name, pidOfA);
        TestNode d = cluster.start("d"); // has heard of nothing yet
        b.names.register(b.ask(pidOfB), name, pidOfB, cluster.now);
        cluster.deliver(b, d);
        cluster.deliver();
        assertEquals(List.of(), a.revoked);
        assertEquals(List.of(pidOfB + " " + name), b.revoked);
        assertEquals(pidOfA, d.names.holder(name));
    }

    @Test
    void a_doubtful_claim_is_refused_where_nothing_more_can_be_asked() {
        NameLimits limits = new NameLimits(500 * TestCluster.MILLIS, 0, 16, 1);
        TestCluster narrow = new TestCluster(limits, "a", "b", "c");
        String name = narrow.nameOf("c");
        narrow.register(narrow.node("a"), name, narrow.node("a").spawn());
        TestNode c = narrow.node("c");
        c.names.lookup(c.ask(c.spawn()), narrow.nameOf("a"), 0);
        TestNode b = narrow.node("b");
        Pid pid = b.spawn();
        Ask.OfProcess ask = b.ask(pid);
        b.names.register(ask, name, pid, 0);
        narrow.deliver(b, c);
        narrow.deliver(c, b);
        assertEquals(Reply.TAKEN, b.answer(ask));
    }

    @Test
    void a_request_to_another_node_ends_with_it_or_with_its_time() {
        Ask.OfProcess late = a.ask(pidOfA);
        a.names.register(late, "name", pidOfB, cluster.now);
        cluster.pass(NameLimits.DEFAULTS.answerNanos());
        assertEquals(ErrorKind.TIMEOUT, a.answer(late).failure().kind());
        Ask.OfProcess lost = a.ask(pidOfA);
        a.names.register(lost, "name", pidOfB, cluster.now);
        cluster.lose("b");
        assertEquals("node disconnected", a.answer(lost).failure().message());
    }

    private String nameOfFuture(String node) {
        for (int i = 0; ; i++) {
            if (Rendezvous.node("future" + i, cluster.nodes.keySet(), node).equals(node)) {
                return "future" + i;
            }
        }
    }

    private static void separate(TestNode one, TestNode other) {
        one.unreachable.add(other.start);
        other.unreachable.add(one.start);
    }

    private void heal() {
        cluster.nodes.values().forEach(node -> node.unreachable.clear());
        cluster.deliver();
    }
}
