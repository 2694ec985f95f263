package moonlet.node.service;

import static moonlet.node.service.ServiceState.EXITED;
import static moonlet.node.service.ServiceState.FAILED;
import static moonlet.node.service.ServiceState.RUNNING;
import static moonlet.node.service.ServiceState.STARTING;
import static moonlet.node.service.ServiceState.STOPPED;
import static moonlet.node.service.ServiceState.STOPPING;
import static moonlet.node.service.ServiceState.UNKNOWN;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

/** In which order services start and stop. */
class ServiceOrderTest {
    @Test
    void who_requires_nothing_starts_at_once() {
        Desk desk = new Desk().service("a").service("b").start();
        assertEquals(List.of("start a", "start b"), desk.asked());
        assertEquals(STARTING, desk.state("a"));
    }

    @Test
    void who_requires_another_starts_when_that_one_runs() {
        Desk desk = new Desk().service("a", "b").service("b").start();
        assertEquals(List.of("start b"), desk.asked());
        assertEquals(UNKNOWN, desk.state("a"));
        assertEquals(List.of("start a"), desk.started("b").asked());
    }

    @Test
    void a_chain_starts_link_by_link() {
        Desk desk = new Desk().service("a", "b").service("b", "c").service("c").start();
        assertEquals(List.of("start c", "start b"), desk.started("c").asked());
        assertEquals(List.of("start a"), desk.started("b").asked());
    }

    @Test
    void without_auto_start_nobody_starts() {
        Desk desk = new Desk().later("a").start();
        assertEquals(List.of(), desk.asked());
        assertTrue(desk.supervisor().isSettled());
    }

    @Test
    void what_an_auto_started_service_requires_is_started_with_it() {
        Desk desk = new Desk().service("a", "b").later("b", "c").later("c").start();
        assertEquals(List.of("start c"), desk.asked());
    }

    @Test
    void what_is_not_among_the_services_is_there() {
        Desk desk = new Desk().service("a", "elsewhere").start();
        assertEquals(List.of("start a"), desk.asked());
    }

    @Test
    void who_returned_has_run_and_holds_up_nobody() {
        Desk desk = new Desk().service("a", "b").service("b").start();
        desk.started("b").returned("b");
        assertEquals(List.of("start b", "start a"), desk.asked());
        assertEquals(EXITED, desk.state("b"));
    }

    @Test
    void who_requires_one_that_failed_waits_for_its_next_attempt() {
        Desk desk = new Desk().service("a", "b").service("b").start();
        desk.failed("b", Desk.BOOM);
        assertTrue(desk.supervisor().isSettled());
        assertEquals(UNKNOWN, desk.state("a"));
        assertEquals(List.of("b"), List.copyOf(desk.supervisor().failedBeforeTheyRan().keySet()));
        desk.pass(1_000).started("b");
        assertEquals(List.of("start b", "start b", "start a"), desk.asked());
    }

    @Test
    void one_that_could_not_start_is_told_of_also_when_the_next_attempt_has_begun() {
        Desk desk = new Desk().service("a").start().failed("a", Desk.BOOM).pass(1_000);
        assertEquals(STARTING, desk.state("a"));
        assertTrue(desk.supervisor().isSettled());
        assertEquals(List.of("a"), List.copyOf(desk.supervisor().failedBeforeTheyRan().keySet()));
        desk.started("a");
        assertTrue(desk.supervisor().failedBeforeTheyRan().isEmpty());
    }

    @Test
    void who_requires_one_that_failed_for_good_fails_too_and_so_on() {
        Desk desk = new Desk().service("a", "b").service("b", "c").service("c").start();
        desk.failed("c", Desk.HOPELESS);
        assertEquals(FAILED, desk.state("b"));
        assertEquals(
                "it requires b, which failed: it requires c, which failed: hopeless",
                desk.status("a").failure().message());
        assertEquals(List.of("start c"), desk.asked());
    }

    @Test
    void who_runs_already_goes_on_when_what_it_requires_fails_for_good() {
        Desk desk = new Desk().service("a", "b").service("b").start();
        desk.started("b").started("a").failed("b", Desk.HOPELESS);
        assertEquals(RUNNING, desk.state("a"));
    }

    @Test
    void services_stop_after_those_that_require_them() {
        Desk desk = new Desk().service("a", "b").service("b").service("c").start();
        desk.started("b").started("a").started("c").asked();
        assertEquals(List.of("cancel a", "cancel c"), desk.stop().asked());
        assertEquals(STOPPING, desk.state("a"));
        assertEquals(RUNNING, desk.state("b"));
        assertEquals(List.of("cancel b"), desk.returned("a").asked());
        desk.failed("c", Desk.BOOM).returned("b");
        assertTrue(desk.supervisor().isAtRest());
        assertEquals(STOPPED, desk.state("c"));
        assertEquals(Long.MAX_VALUE, desk.supervisor().dueIn(0));
    }

    @Test
    void services_that_are_to_stop_together_are_all_asked_once_in_the_same_order() {
        Desk desk = new Desk().service("c").service("b", "c").service("a", "b").start();
        desk.started("c").started("b").started("a").asked();
        assertEquals(List.of("cancel a"), desk.stop().asked());
        assertEquals(List.of("cancel b", "cancel c"), desk.stopTogether().asked());
        assertEquals(STOPPING, desk.state("c"));
        desk.returned("b").returned("a").stopTogether();
        assertEquals(List.of(), desk.asked());
    }

    @Test
    void each_has_its_own_time_from_then_on() {
        Desk desk = new Desk().service("b").service("a", "b").start();
        desk.started("b").started("a").stop().pass(5_000).stopTogether().asked();
        assertEquals(List.of("kill a"), desk.pass(5_000).asked());
        assertEquals(List.of("kill b"), desk.pass(5_000).asked());
    }

    @Test
    void who_is_to_stop_together_with_others_while_it_starts_is_asked_when_it_runs() {
        Desk desk = new Desk().service("a", "b").singleton("b").start().grant("b");
        desk.started("a").stop().asked();
        assertEquals(List.of(), desk.stopTogether().asked());
        assertEquals(List.of("cancel b"), desk.started("b").asked());
    }

    @Test
    void who_does_not_stop_in_time_is_killed() {
        Desk desk = new Desk().service("a").start().started("a").stop();
        desk.asked();
        assertEquals(List.of(), desk.pass(9_999).asked());
        assertEquals(List.of("kill a"), desk.pass(1).asked());
        assertEquals("Canceled: context canceled", desk.kill("a"));
        assertEquals(STOPPED, desk.failed("a", Desk.BOOM).state("a"));
    }

    @Test
    void who_is_to_stop_while_it_starts_is_asked_when_it_runs() {
        Desk desk = new Desk().service("a").start().stop();
        assertEquals(List.of("start a"), desk.asked());
        assertEquals(List.of("cancel a"), desk.started("a").asked());
        assertFalse(desk.supervisor().isAtRest());
    }

    @Test
    void nobody_starts_any_more_once_the_node_stops() {
        Desk desk = new Desk().service("a", "b").service("b").service("c").start();
        desk.failed("c", Desk.BOOM).asked();
        desk.stop().started("b").returned("b").pass(100_000);
        assertEquals(List.of("cancel b"), desk.asked());
        assertEquals(STOPPED, desk.state("c"));
        assertEquals(UNKNOWN, desk.state("a"));
    }
}
