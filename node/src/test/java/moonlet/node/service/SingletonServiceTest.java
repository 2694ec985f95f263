package moonlet.node.service;

import static moonlet.node.service.ServiceState.STOPPED;
import static moonlet.node.service.ServiceState.UNKNOWN;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

/** A service that runs only while its node is the one to run it. */
class SingletonServiceTest {
    @Test
    void it_starts_when_it_is_this_nodes() {
        Desk desk = new Desk().singleton("a").start();
        assertEquals(List.of(), desk.asked());
        assertEquals(UNKNOWN, desk.state("a"));
        assertTrue(desk.supervisor().isSettled());
        assertEquals(List.of("start a"), desk.grant("a").asked());
    }

    @Test
    void it_stops_when_it_is_another_nodes_and_starts_when_it_comes_back() {
        Desk desk = new Desk().singleton("a").start().grant("a").started("a");
        desk.asked();
        assertEquals(List.of("cancel a"), desk.revoke("a").asked());
        assertFalse(desk.supervisor().isAtRest("a"));
        desk.returned("a");
        assertTrue(desk.supervisor().isAtRest("a"));
        assertEquals(STOPPED, desk.state("a"));
        assertEquals(List.of("start a"), desk.grant("a").asked());
    }

    @Test
    void one_that_failed_for_good_starts_when_it_comes_back() {
        Desk desk = new Desk().singleton("a").start().grant("a").failed("a", Desk.HOPELESS);
        desk.revoke("a").asked();
        assertEquals(List.of("start a"), desk.grant("a").asked());
        assertEquals(0, desk.status("a").attempts());
    }

    @Test
    void one_that_is_to_start_again_does_not_once_it_is_another_nodes() {
        Desk desk = new Desk().singleton("a").start().grant("a").failed("a", Desk.BOOM);
        desk.asked();
        assertEquals(List.of(), desk.revoke("a").pass(100_000).asked());
        assertEquals(STOPPED, desk.state("a"));
    }

    @Test
    void who_requires_it_does_not_wait_since_it_may_run_anywhere() {
        Desk desk = new Desk().singleton("a").service("b", "a").start();
        assertEquals(List.of("start b"), desk.asked());
    }

    @Test
    void it_waits_for_what_it_requires_itself() {
        Desk desk = new Desk().singleton("a", "b").service("b").start().grant("a");
        assertEquals(List.of("start b"), desk.asked());
        assertEquals(List.of("start a"), desk.started("b").asked());
    }

    @Test
    void nothing_is_this_nodes_any_more_once_it_stops() {
        Desk desk = new Desk().singleton("a").start().stop().grant("a");
        assertEquals(List.of(), desk.asked());
    }
}
