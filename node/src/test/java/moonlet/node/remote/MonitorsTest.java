package moonlet.node.remote;

import static moonlet.node.remote.TwoNodes.CRASHED;
import static moonlet.node.remote.TwoNodes.RETURNED;

import static org.junit.jupiter.api.Assertions.assertEquals;

import moonlet.protocol.Context;
import moonlet.protocol.Pid;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Process 1 of node a monitors process 2 of node b. */
class MonitorsTest {
    private final TwoNodes nodes = new TwoNodes();
    private final TwoNodes.Side a = nodes.a;
    private final TwoNodes.Side b = nodes.b;
    private final Pid watcher = a.pid(1);
    private final Pid target = b.pid(2);

    @AfterEach
    void nothing_is_left_when_the_target_has_ended() {
        nodes.settle();
        b.end(target, RETURNED);
        nodes.settle();
        assertEquals(0, a.relations.rows() + b.relations.rows());
    }

    @Test
    void an_end_is_told_once() {
        monitor(1);
        nodes.settle();
        b.end(target, CRASHED);
        b.end(target, CRASHED);
        nodes.settle();
        assertNews("1 EXIT 2 crash");
    }

    @Test
    void a_process_that_has_ended_is_not_registered() {
        b.dead.add(target);
        monitor(1);
        nodes.settle();
        assertNews("1 EXIT 2 pid not registered");
    }

    @Test
    void an_end_that_crosses_the_monitor_is_told_once() {
        monitor(1);
        b.end(target, RETURNED);
        nodes.settle();
        assertNews("1 EXIT 2 pid not registered");
    }

    @Test
    void an_end_that_crosses_the_unmonitor_is_no_news() {
        monitor(1);
        nodes.settle();
        b.end(target, RETURNED);
        a.relations.unmonitor(watcher, target);
        nodes.settle();
        assertNews();
    }

    @Test
    void an_end_that_crosses_unmonitor_and_monitor_is_told_once() {
        monitor(1);
        nodes.settle();
        b.end(target, RETURNED);
        a.relations.unmonitor(watcher, target);
        monitor(1);
        nodes.settle();
        assertNews("1 EXIT 2 ok");
    }

    @Test
    void each_monitor_of_an_ended_process_gets_its_own_exit() {
        b.end(target, RETURNED);
        monitor(1);
        nodes.settle();
        monitor(1);
        nodes.settle();
        assertNews("1 EXIT 2 pid not registered", "1 EXIT 2 pid not registered");
    }

    @Test
    void many_watchers_of_one_process_cost_one_item() {
        monitor(1);
        monitor(3);
        assertEquals(1, b.incoming.size());
        nodes.settle();
        b.end(target, CRASHED);
        nodes.settle();
        assertNews("1 EXIT 2 crash", "3 EXIT 2 crash");
    }

    @Test
    void who_monitors_still_is_told_though_another_does_not() {
        monitor(1);
        monitor(3);
        a.relations.unmonitor(watcher, target);
        nodes.settle();
        b.end(target, RETURNED);
        nodes.settle();
        assertNews("3 EXIT 2 ok");
    }

    @Test
    void unmonitor_without_monitor_says_nothing() {
        a.relations.unmonitor(watcher, target);
        assertEquals(0, b.incoming.size());
    }

    @Test
    void a_monitor_taken_back_on_the_way_leaves_nothing_behind() {
        monitor(1);
        a.relations.unmonitor(watcher, target);
        nodes.settle();
        assertEquals(0, a.relations.rows() + b.relations.rows());
    }

    @Test
    void a_lost_node_ends_every_monitor_once() {
        monitor(1);
        monitor(3);
        nodes.settle();
        b.end(target, CRASHED);
        a.lose();
        nodes.settle();
        assertNews("1 EXIT 2 node disconnected", "3 EXIT 2 node disconnected");
    }

    @Test
    void a_monitor_that_comes_just_after_the_loss_is_answered_too() {
        a.lose();
        monitor(1);
        assertNews("1 EXIT 2 node disconnected");
    }

    @Test
    void a_monitor_taken_back_before_the_loss_is_not_told() {
        monitor(1);
        a.relations.unmonitor(watcher, target);
        a.lose();
        assertNews();
    }

    @Test
    void who_is_refused_learns_it_and_the_others_keep_their_monitor() {
        refused(3);
        monitor(1);
        nodes.settle();
        assertNews("3 EXIT 2 denied");
        b.end(target, CRASHED);
        nodes.settle();
        assertNews("3 EXIT 2 denied", "1 EXIT 2 crash");
    }

    @Test
    void who_is_refused_is_so_even_where_others_watch_already() {
        monitor(1);
        nodes.settle();
        refused(3);
        nodes.settle();
        assertNews("3 EXIT 2 denied");
    }

    @Test
    void a_refusal_of_a_monitor_that_was_taken_back_is_no_news() {
        refused(3);
        a.relations.unmonitor(a.pid(3), target);
        nodes.settle();
        assertNews();
    }

    @Test
    void what_others_have_taken_back_is_not_kept_for_who_is_refused() {
        monitor(1);
        nodes.settle();
        refused(3);
        a.relations.unmonitor(watcher, target);
        nodes.settle();
        assertEquals(0, a.relations.rows() + b.relations.rows());
    }

    private void refused(long number) {
        b.strangers.add(a.pid(number));
        a.relations.monitor(a.pid(number), TwoNodes.RESTRICTED, target);
    }

    private void monitor(long number) {
        a.relations.monitor(a.pid(number), Context.NONE, target);
    }

    private void assertNews(String... news) {
        assertEquals(List.of(news), a.news);
    }
}
