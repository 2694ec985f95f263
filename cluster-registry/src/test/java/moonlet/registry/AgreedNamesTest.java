package moonlet.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.protocol.ErrorKind;
import moonlet.protocol.Pid;

import org.junit.jupiter.api.Test;

/** Names on which the members of a cluster agree, one case after the other. */
class AgreedNamesTest {
    private static final boolean MAJORITY = false;
    private static final boolean ALL = true;

    private final AgreedCluster cluster = AgreedCluster.of("a", "b", "c");
    private final AgreedNode a = cluster.node("a");
    private final AgreedNode b = cluster.node("b");
    private final AgreedNode c = cluster.node("c");
    private final Pid pidOfA = a.spawn();
    private final Pid pidOfB = b.spawn();

    @Test
    void what_one_has_won_all_know() {
        assertEquals(Reply.of(pidOfA), cluster.claim(a, pidOfA, MAJORITY));
        assertEquals(pidOfA, c.holder());
        assertEquals(Reply.TAKEN, cluster.claim(b, pidOfB, MAJORITY));
    }

    @Test
    void of_two_claims_at_once_one_is_won() {
        Ask.OfProcess first = cluster.begin(a, pidOfA, MAJORITY);
        Ask.OfProcess second = cluster.begin(b, pidOfB, MAJORITY);
        cluster.deliver();
        cluster.pass(1);
        assertEquals(Reply.of(pidOfA), a.answer(first));
        assertEquals(Reply.TAKEN, b.answer(second));
    }

    @Test
    void of_two_claims_of_one_node_the_loser_hears_so_at_once() {
        Ask.OfProcess first = cluster.begin(a, pidOfA, MAJORITY);
        Ask.OfProcess second = cluster.begin(a, a.spawn(), MAJORITY);
        cluster.deliver();
        assertEquals(Reply.of(pidOfA), a.answer(first));
        assertEquals(Reply.TAKEN, a.answer(second));
    }

    @Test
    void a_holder_can_have_its_name_confirmed_by_all() {
        cluster.claim(a, pidOfA, MAJORITY);
        assertEquals(Reply.of(pidOfA), cluster.claim(a, pidOfA, ALL));
        assertEquals(pidOfA, c.holder());
        assertEquals(Reply.TAKEN, cluster.claim(b, pidOfB, MAJORITY));
    }

    @Test
    void a_name_that_not_all_confirm_stays_with_its_holder() {
        cluster.claim(a, pidOfA, MAJORITY);
        cluster.cut("c");
        Ask.OfProcess ask = cluster.begin(a, pidOfA, ALL);
        cluster.deliver();
        cluster.pass(AgreedLimits.DEFAULTS.allNanos());
        assertEquals(ErrorKind.TIMEOUT, a.answer(ask).failure().kind());
        assertEquals(pidOfA, b.holder());
        cluster.heal();
        a.release(pidOfA);
        cluster.deliver();
        assertEquals(Reply.of(pidOfB), cluster.claim(b, pidOfB, MAJORITY));
    }

    @Test
    void a_name_given_up_while_all_are_asked_is_nobodys() {
        cluster.claim(a, pidOfA, MAJORITY);
        Ask.OfProcess ask = cluster.begin(a, pidOfA, ALL);
        a.release(pidOfA);
        cluster.deliver();
        assertEquals(ErrorKind.UNAVAILABLE, a.answer(ask).failure().kind());
        assertEquals(Reply.of(pidOfB), cluster.claim(b, pidOfB, MAJORITY));
    }

    @Test
    void a_majority_is_enough_though_one_member_cannot_be_reached() {
        cluster.cut("c");
        assertEquals(Reply.of(pidOfA), cluster.claim(a, pidOfA, MAJORITY));
    }

    @Test
    void a_minority_gets_nothing_and_takes_its_claim_back() {
        cluster.cut("b");
        cluster.cut("c");
        Ask.OfProcess ask = cluster.begin(a, pidOfA, MAJORITY);
        cluster.deliver();
        assertNull(a.answer(ask));
        cluster.pass(AgreedLimits.DEFAULTS.majorityNanos());
        assertEquals(ErrorKind.UNAVAILABLE, a.answer(ask).failure().kind());
        cluster.heal();
        assertEquals(Reply.of(pidOfB), cluster.claim(b, pidOfB, MAJORITY));
    }

    @Test
    void a_strong_name_waits_for_all_members_that_are_up() {
        cluster.cut("c");
        Ask.OfProcess ask = cluster.begin(a, pidOfA, ALL);
        cluster.deliver();
        assertNull(a.answer(ask));
        assertNull(a.holder(), "it is not active yet");
        cluster.heal();
        assertEquals(Reply.of(pidOfA), a.answer(ask));
    }

    @Test
    void a_strong_name_that_is_not_confirmed_in_time_is_nobodys() {
        cluster.cut("c");
        Ask.OfProcess ask = cluster.begin(a, pidOfA, ALL);
        cluster.deliver();
        cluster.pass(AgreedLimits.DEFAULTS.allNanos());
        assertEquals(ErrorKind.TIMEOUT, a.answer(ask).failure().kind());
        assertEquals(Reply.of(pidOfB), cluster.claim(b, pidOfB, MAJORITY));
    }

    @Test
    void a_member_that_is_down_need_not_confirm() {
        cluster.cut("c");
        Ask.OfProcess ask = cluster.begin(a, pidOfA, ALL);
        cluster.lose("c");
        cluster.deliver();
        assertEquals(Reply.of(pidOfA), a.answer(ask));
    }

    @Test
    void a_member_that_is_down_counts_until_all_who_remain_have_said_so() {
        cluster.cut("b");
        Ask.OfProcess ask = cluster.begin(a, pidOfA, MAJORITY);
        cluster.loseFor("c", "a");
        cluster.deliver();
        cluster.pass(1);
        assertNull(a.answer(ask), "two members, as far as a can know, and b may count three");
        cluster.loseFor("c", "b");
        cluster.heal();
        assertEquals(Reply.of(pidOfA), a.answer(ask));
    }

    @Test
    void names_of_a_lost_node_can_be_had() {
        cluster.claim(a, pidOfA, MAJORITY);
        cluster.lose("a");
        cluster.deliver();
        assertEquals(Reply.of(pidOfB), cluster.claim(b, pidOfB, MAJORITY));
    }

    @Test
    void a_node_that_joins_promises_only_when_it_knows_what_the_others_hold() {
        cluster.claim(a, pidOfA, MAJORITY);
        AgreedNode d = cluster.start("d");
        Pid pidOfD = d.spawn();
        Ask.OfProcess ask = cluster.begin(d, pidOfD, MAJORITY);
        assertNull(d.answer(ask));
        cluster.deliver();
        assertEquals(Reply.TAKEN, d.answer(ask));
    }

    @Test
    void only_the_holder_gives_a_name_up() {
        cluster.claim(a, pidOfA, MAJORITY);
        assertFalse(a.agreed.release(AgreedCluster.KEY, a.spawn()));
        assertFalse(b.agreed.release(AgreedCluster.KEY, pidOfA));
        assertTrue(a.agreed.release(AgreedCluster.KEY, pidOfA));
        cluster.deliver();
        assertEquals(Reply.of(pidOfB), cluster.claim(b, pidOfB, ALL));
    }

    @Test
    void a_process_that_ends_while_it_claims_gets_nothing_and_leaves_nothing() {
        Ask.OfProcess ask = cluster.begin(a, pidOfA, MAJORITY);
        a.end(pidOfA);
        cluster.deliver();
        cluster.pass(1);
        assertEquals(Reply.ENDED, a.answer(ask));
        assertEquals(cluster.nodes.size(), c.agreed.size(), "parts without names");
    }

    @Test
    void a_node_that_is_alone_agrees_with_itself() {
        AgreedCluster alone = AgreedCluster.of("a");
        Pid pid = alone.node("a").spawn();
        assertEquals(Reply.of(pid), alone.claim(alone.node("a"), pid, ALL));
    }
}
