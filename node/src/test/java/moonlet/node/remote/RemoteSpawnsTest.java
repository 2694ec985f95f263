package moonlet.node.remote;

import static moonlet.node.remote.TwoNodes.CRASH;
import static moonlet.node.remote.TwoNodes.CRASHED;
import static moonlet.node.remote.TwoNodes.RETURNED;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.lua.process.Outcome;
import moonlet.protocol.Context;
import moonlet.protocol.Pid;
import moonlet.protocol.SpawnPurpose;
import moonlet.protocol.wire.SpawnItem;
import moonlet.protocol.wire.SpawnItem.Spawn;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Process 1 of node a asks for process 2 on node b. */
class RemoteSpawnsTest {
    private static final long DEADLINE = 100;

    private final TwoNodes nodes = new TwoNodes();
    private final TwoNodes.Side a = nodes.a;
    private final TwoNodes.Side b = nodes.b;
    private final Pid parent = a.pid(1);
    private final Pid child = b.pid(2);

    @Test
    void a_process_starts_and_its_parent_learns_of_it() {
        asked(false, false);
        assertTrue(prepared());
        nodes.settle();
        assertEquals(List.of("started 1"), a.news);
    }

    @Test
    void a_refusal_is_told() {
        asked(true, true);
        b.spawns.failed(1, CRASH);
        nodes.settle();
        assertEquals(List.of("refused 1 crash"), a.news);
        assertEquals(0, a.relations.rows() + b.relations.rows());
    }

    @Test
    void a_repeated_request_starts_nothing_new() {
        asked(false, false);
        Spawn again = b.preparing.getFirst();
        b.spawns.receive(again);
        prepared();
        b.spawns.receive(again);
        nodes.settle();
        assertEquals(1, b.preparing.size());
        assertEquals(List.of("started 1"), a.news);
    }

    @Test
    void a_request_abandoned_before_the_start_starts_nothing() {
        asked(true, true);
        a.spawns.expire(DEADLINE);
        nodes.settle();
        assertFalse(prepared());
        assertTimedOut();
        assertEquals(0, b.relations.rows());
    }

    @Test
    void a_request_abandoned_while_the_top_level_runs_ends_that() {
        asked(true, true);
        assertTrue(loads());
        a.spawns.expire(DEADLINE);
        nodes.settle();
        assertEquals(List.of("kill 2"), b.news);
        assertFalse(prepared());
        assertTimedOut();
    }

    @Test
    void the_top_level_of_a_request_that_was_abandoned_is_not_wanted() {
        asked(false, false);
        a.spawns.expire(DEADLINE);
        nodes.settle();
        assertFalse(loads());
        assertEquals(List.of(), b.news);
    }

    @Test
    void a_top_level_ends_with_the_parent_that_waits_for_it() {
        asked(false, false);
        loads();
        a.end(parent, RETURNED);
        nodes.settle();
        assertEquals(List.of("kill 2"), b.news);
    }

    @Test
    void the_top_level_that_a_lost_node_asked_for_ends() {
        asked(true, true);
        loads();
        b.lose();
        assertEquals(List.of("kill 2"), b.news);
        assertFalse(prepared());
    }

    @Test
    void a_process_whose_top_level_came_to_its_end_starts() {
        asked(false, false);
        loads();
        assertTrue(prepared());
        nodes.settle();
        assertEquals(List.of("started 1"), a.news);
    }

    @Test
    void a_request_abandoned_after_the_start_ends_the_process() {
        asked(false, false);
        prepared();
        a.spawns.expire(DEADLINE);
        nodes.settle();
        assertEquals(List.of("kill 2"), b.news);
        assertTimedOut();
    }

    @Test
    void an_abandon_that_overtakes_its_request_starts_nothing() {
        ask(false, false);
        a.spawns.expire(DEADLINE);
        b.incoming.add(b.incoming.remove());
        nodes.settle();
        assertEquals(0, b.preparing.size());
    }

    @Test
    void an_abandon_that_comes_twice_kills_once() {
        asked(false, false);
        prepared();
        b.spawns.receive(new SpawnItem.Abandon(1));
        b.spawns.receive(new SpawnItem.Abandon(1));
        assertEquals(List.of("kill 2"), b.news);
    }

    @Test
    void a_refusal_after_the_deadline_is_no_second_answer() {
        asked(false, false);
        b.spawns.failed(1, CRASH);
        a.spawns.expire(DEADLINE);
        nodes.settle();
        assertTimedOut();
    }

    @Test
    void nothing_expires_before_its_deadline() {
        asked(false, false);
        assertEquals(DEADLINE, a.spawns.deadlineNanos());
        a.spawns.expire(DEADLINE - 1);
        assertEquals(List.of(), a.news);
        prepared();
        nodes.settle();
        assertEquals(Long.MAX_VALUE, a.spawns.deadlineNanos());
    }

    @Test
    void a_parent_that_ends_while_it_waits_leaves_no_orphan() {
        asked(true, true);
        a.end(parent, RETURNED);
        prepared();
        nodes.settle();
        assertEquals(List.of(), a.news);
        assertEquals(List.of("kill 2"), b.news);
    }

    @Test
    void a_parent_that_ends_after_the_answer_has_nothing_abandoned() {
        asked(false, false);
        prepared();
        nodes.settle();
        a.end(parent, RETURNED);
        nodes.settle();
        assertEquals(List.of(), b.news);
    }

    @Test
    void relations_hold_from_the_first_instruction() {
        asked(true, true);
        prepared();
        b.end(child, CRASHED);
        nodes.settle();
        assertEquals(List.of("started 1", "1 EXIT 2 crash", "1 LINK_DOWN 2 crash"), a.news);
        assertEquals(0, a.relations.rows() + b.relations.rows());
    }

    @Test
    void a_linked_child_learns_of_its_parents_failure() {
        asked(false, true);
        prepared();
        nodes.settle();
        a.end(parent, CRASHED);
        nodes.settle();
        assertEquals(List.of("2 LINK_DOWN 1 crash"), b.news);
    }

    @Test
    void a_monitor_taken_back_before_the_answer_does_not_undo_that_of_the_spawn() {
        asked(true, false);
        a.relations.monitor(a.pid(3), Context.NONE, child);
        prepared();
        a.relations.unmonitor(a.pid(3), child);
        b.read();
        nodes.settle();
        b.end(child, CRASHED);
        nodes.settle();
        assertEquals(List.of("started 1", "1 EXIT 2 crash"), a.news);
    }

    @Test
    void a_link_taken_back_before_the_answer_undoes_that_of_the_spawn() {
        asked(false, true);
        a.relations.link(parent, Context.NONE, child);
        prepared();
        a.relations.unlink(parent, child);
        nodes.settle();
        assertEquals(0, a.relations.rows() + b.relations.rows());
    }

    @Test
    void a_lost_node_fails_what_was_asked_of_it() {
        asked(true, true);
        a.lose();
        assertEquals(List.of("refused 1 node disconnected"), a.news);
        assertEquals("node disconnected", ask(false, false).failure().message());
    }

    @Test
    void nothing_starts_for_a_lost_node() {
        asked(true, true);
        b.lose();
        assertFalse(prepared());
        assertEquals(List.of(), b.news);
    }

    @Test
    void a_process_that_runs_outlives_the_node_that_asked_for_it_unless_it_is_linked() {
        asked(false, true);
        prepared();
        b.lose();
        assertEquals(List.of("2 LINK_DOWN 1 node disconnected"), b.news);
    }

    @Test
    void the_parent_of_a_process_that_was_killed_before_it_began_learns_of_its_end() {
        asked(true, true);
        b.end(child, CRASHED);
        prepared();
        nodes.settle();
        assertEquals(
                List.of(
                        "started 1",
                        "1 EXIT 2 pid not registered",
                        "1 LINK_DOWN 2 pid not registered"),
                a.news);
        assertEquals(0, a.relations.rows() + b.relations.rows());
    }

    @Test
    void too_many_requests_at_once_are_refused() {
        for (int i = 0; i < 3; i++) {
            ask(false, false);
        }
        assertEquals(
                "too many spawns wait for peer; try again when some have ended",
                ask(false, false).failure().message());
    }

    @Test
    void settled_requests_are_forgotten() {
        for (int i = 1; i <= 10; i++) {
            asked(false, false);
            b.spawns.prepared(i, b.pid(i), 0, 0);
            nodes.settle();
        }
        assertEquals(0, a.spawns.size());
        assertEquals(1, b.spawns.size());
    }

    @Test
    void a_settled_request_that_comes_late_starts_nothing() {
        asked(false, false);
        Spawn late = b.preparing.getFirst();
        prepared();
        nodes.settle();
        asked(false, false);
        b.spawns.receive(late);
        assertEquals(2, b.preparing.size());
    }

    private Outcome<Long> ask(boolean monitored, boolean linked) {
        Spawn spawn =
                new Spawn(
                        0,
                        "app:worker",
                        "app:h",
                        null,
                        parent,
                        Context.NONE,
                        monitored,
                        linked,
                        SpawnPurpose.SPAWN,
                        Context.NONE,
                        null,
                        List.of(),
                        0);
        return a.spawns.request(spawn, DEADLINE);
    }

    private void asked(boolean monitored, boolean linked) {
        ask(monitored, linked);
        nodes.settle();
    }

    private boolean loads() {
        return b.spawns.loads(1, child);
    }

    private boolean prepared() {
        return b.spawns.prepared(1, child, 0, 0);
    }

    private void assertTimedOut() {
        assertEquals(List.of("refused 1 no answer to spawn from peer before the deadline"), a.news);
    }
}
