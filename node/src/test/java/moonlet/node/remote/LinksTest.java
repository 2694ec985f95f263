package moonlet.node.remote;

import static moonlet.node.remote.TwoNodes.CRASHED;
import static moonlet.node.remote.TwoNodes.RETURNED;

import static org.junit.jupiter.api.Assertions.assertEquals;

import moonlet.protocol.Context;
import moonlet.protocol.Pid;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Process 1 of node a and process 2 of node b, and a link between them. */
class LinksTest {
    private final TwoNodes nodes = new TwoNodes();
    private final TwoNodes.Side a = nodes.a;
    private final TwoNodes.Side b = nodes.b;
    private final Pid one = a.pid(1);
    private final Pid two = b.pid(2);

    @AfterEach
    void both_sides_agree_and_nothing_is_left_when_both_have_ended() {
        nodes.settle();
        assertEquals(a.relations.rows(), b.relations.rows());
        b.end(two, RETURNED);
        a.end(one, RETURNED);
        nodes.settle();
        assertEquals(0, a.relations.rows() + b.relations.rows());
    }

    @Test
    void a_failure_is_told_once() {
        linked();
        b.end(two, CRASHED);
        nodes.settle();
        assertNews(a, "1 LINK_DOWN 2 crash");
    }

    @Test
    void a_link_works_both_ways() {
        linked();
        a.end(one, CRASHED);
        nodes.settle();
        assertNews(b, "2 LINK_DOWN 1 crash");
    }

    @Test
    void a_return_undoes_the_link_without_news() {
        linked();
        b.end(two, RETURNED);
        nodes.settle();
        assertNews(a, "1 unlinked 2");
        assertRows(0);
    }

    @Test
    void a_process_that_has_ended_is_not_registered() {
        b.dead.add(two);
        linked();
        assertNews(a, "1 LINK_DOWN 2 pid not registered");
    }

    @Test
    void a_failure_that_crosses_the_link_is_told_once() {
        link();
        b.end(two, CRASHED);
        nodes.settle();
        assertNews(a, "1 LINK_DOWN 2 pid not registered");
    }

    @Test
    void a_failure_that_crosses_the_unlink_is_no_news() {
        linked();
        b.end(two, CRASHED);
        a.relations.unlink(one, two);
        nodes.settle();
        assertNews(a);
        assertRows(0);
    }

    @Test
    void failures_on_both_sides_at_once_end_the_link() {
        linked();
        a.end(one, CRASHED);
        b.end(two, CRASHED);
        nodes.settle();
        assertRows(0);
    }

    @Test
    void both_may_link_at_once() {
        link();
        b.relations.link(two, Context.NONE, one);
        nodes.settle();
        b.end(two, CRASHED);
        nodes.settle();
        assertNews(a, "1 LINK_DOWN 2 crash");
    }

    @Test
    void both_may_unlink_at_once() {
        linked();
        a.relations.unlink(one, two);
        b.relations.unlink(two, one);
        nodes.settle();
        assertRows(0);
    }

    @Test
    void a_link_again_before_the_answer_to_the_unlink_counts() {
        linked();
        a.relations.unlink(one, two);
        link();
        nodes.settle();
        assertRows(2);
        b.end(two, CRASHED);
        nodes.settle();
        assertNews(a, "1 LINK_DOWN 2 crash");
    }

    @Test
    void a_link_and_unlink_that_cross_the_link_of_the_other_side_end_in_no_link() {
        link();
        a.relations.unlink(one, two);
        b.relations.link(two, Context.NONE, one);
        nodes.settle();
        assertRows(0);
    }

    @Test
    void a_link_after_the_unlink_of_the_other_side_counts() {
        linked();
        a.relations.unlink(one, two);
        b.read();
        b.relations.link(two, Context.NONE, one);
        nodes.settle();
        assertRows(2);
    }

    @Test
    void unlinks_and_links_anew_on_both_sides_at_once_end_in_agreement() {
        linked();
        a.relations.unlink(one, two);
        b.relations.unlink(two, one);
        link();
        a.read();
        b.relations.link(two, Context.NONE, one);
        nodes.settle();
        assertRows(2);
    }

    @Test
    void a_failure_that_crosses_unlink_and_link_is_told_once() {
        linked();
        b.end(two, CRASHED);
        a.relations.unlink(one, two);
        link();
        nodes.settle();
        assertNews(a, "1 LINK_DOWN 2 crash");
    }

    @Test
    void links_and_unlinks_repeated_say_nothing() {
        a.relations.unlink(one, two);
        link();
        link();
        assertEquals(1, b.incoming.size());
    }

    @Test
    void a_lost_node_fails_every_link_once_on_both_sides() {
        linked();
        a.lose();
        b.lose();
        assertNews(a, "1 LINK_DOWN 2 node disconnected");
        assertNews(b, "2 LINK_DOWN 1 node disconnected");
    }

    @Test
    void a_link_taken_back_before_the_loss_is_not_told() {
        linked();
        a.relations.unlink(one, two);
        a.lose();
        assertNews(a);
        b.lose();
    }

    @Test
    void a_link_that_comes_just_after_the_loss_is_answered_too() {
        a.lose();
        link();
        assertNews(a, "1 LINK_DOWN 2 node disconnected");
    }

    @Test
    void who_monitors_and_links_learns_of_the_exit_first() {
        a.relations.monitor(one, Context.NONE, two);
        linked();
        b.end(two, CRASHED);
        nodes.settle();
        assertNews(a, "1 EXIT 2 crash", "1 LINK_DOWN 2 crash");
    }

    @Test
    void who_monitors_and_links_learns_of_the_exit_first_when_the_node_is_lost() {
        a.relations.monitor(one, Context.NONE, two);
        linked();
        a.lose();
        b.lose();
        assertNews(a, "1 EXIT 2 node disconnected", "1 LINK_DOWN 2 node disconnected");
    }

    @Test
    void a_link_that_the_other_node_refuses_is_down() {
        b.strangers.add(one);
        a.relations.link(one, TwoNodes.RESTRICTED, two);
        nodes.settle();
        assertNews(a, "1 LINK_DOWN 2 denied");
        assertRows(0);
    }

    private void link() {
        a.relations.link(one, Context.NONE, two);
    }

    private void linked() {
        link();
        nodes.settle();
    }

    private void assertRows(int both) {
        assertEquals(both, a.relations.rows() + b.relations.rows());
    }

    private static void assertNews(TwoNodes.Side side, String... news) {
        assertEquals(List.of(news), side.news);
    }
}
