package moonlet.node.service;

import static moonlet.node.service.ServiceState.EXITED;
import static moonlet.node.service.ServiceState.FAILED;
import static moonlet.node.service.ServiceState.RUNNING;
import static moonlet.node.service.ServiceState.STARTING;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** When a service that has ended starts again. */
class RestartTest {
    @Test
    void who_returns_does_not_start_again() {
        Desk desk = new Desk().service("a").start().started("a").returned("a");
        assertEquals(List.of("start a"), desk.pass(1_000_000).asked());
        assertEquals(EXITED, desk.state("a"));
        assertNull(desk.status("a").pid());
    }

    @Test
    void who_fails_starts_again_after_the_first_delay() {
        Desk desk = new Desk().service("a").start().started("a").failed("a", Desk.BOOM);
        desk.asked();
        assertEquals(FAILED, desk.state("a"));
        assertEquals(Duration.ofSeconds(1), desk.status("a").retryAfter());
        assertEquals(List.of(), desk.pass(999).asked());
        assertEquals(List.of("start a"), desk.pass(1).asked());
        assertEquals(STARTING, desk.state("a"));
    }

    @Test
    void the_delay_grows_up_to_its_bound() {
        Desk desk = new Desk().attempts("a", 0).start();
        assertEquals(List.of(1L, 2L, 3L, 3L), delays(desk, 4));
        assertEquals(4, desk.status("a").attempts());
    }

    @Test
    void jitter_makes_the_delay_shorter_or_longer_by_a_part_of_it() {
        Desk desk = new Desk().attempts("a", 0).start().chance(0);
        desk.failed("a", Desk.BOOM);
        assertEquals(Duration.ofMillis(500), desk.status("a").retryAfter());
        desk.pass(500).chance(1).failed("a", Desk.BOOM);
        assertEquals(Duration.ofSeconds(3), desk.status("a").retryAfter());
    }

    @Test
    void the_last_attempt_is_final() {
        Desk desk = new Desk().attempts("a", 2).start();
        desk.failed("a", Desk.BOOM).pass(1_000).failed("a", Desk.BOOM).asked();
        assertNull(desk.status("a").retryAfter());
        assertEquals(List.of(), desk.pass(1_000_000).asked());
        assertEquals(FAILED, desk.state("a"));
    }

    @Test
    void who_ran_for_long_enough_has_all_attempts_again() {
        Desk desk = new Desk().attempts("a", 2).start();
        desk.failed("a", Desk.BOOM).pass(1_000).started("a").pass(5_000).failed("a", Desk.BOOM);
        assertEquals(1, desk.status("a").attempts());
        assertEquals(Duration.ofSeconds(1), desk.status("a").retryAfter());
    }

    @Test
    void who_ran_for_less_has_not() {
        Desk desk = new Desk().attempts("a", 2).start();
        desk.failed("a", Desk.BOOM).pass(1_000).started("a").pass(4_999).failed("a", Desk.BOOM);
        assertEquals(2, desk.status("a").attempts());
    }

    @Test
    void an_error_that_says_that_trying_again_is_no_use_is_final() {
        Desk desk = new Desk().service("a").start().started("a").failed("a", Desk.HOPELESS);
        assertNull(desk.status("a").retryAfter());
        assertEquals(List.of("start a"), desk.pass(1_000_000).asked());
    }

    @Test
    void an_error_that_is_not_retryable_by_default_is_not_final() {
        assertEquals(false, Desk.BOOM.retryable());
        Desk desk = new Desk().service("a").start().started("a").failed("a", Desk.BOOM);
        assertEquals(Duration.ofSeconds(1), desk.status("a").retryAfter());
    }

    @Test
    void who_does_not_come_up_in_time_is_killed_and_that_is_why_it_failed() {
        Desk desk = new Desk().service("a").start();
        assertEquals(List.of("start a", "kill a"), desk.pass(10_000).asked());
        assertEquals(STARTING, desk.state("a"));
        desk.failed("a", Desk.BOOM);
        assertEquals(
                "its top level did not come to its end within 10000 ms (lifecycle.start_timeout)",
                desk.status("a").failure().message());
        assertEquals(List.of("start a"), desk.pass(1_000).asked());
    }

    @Test
    void news_of_an_earlier_process_is_no_news() {
        Desk desk = new Desk().service("a").start().started("a").failed("a", Desk.BOOM);
        desk.pass(1_000).started("a").ends("a", 1, Desk.BOOM);
        assertEquals(RUNNING, desk.state("a"));
        assertEquals(desk.pid("a"), desk.status("a").pid());
    }

    @Test
    void the_status_says_since_when() {
        Desk desk = new Desk().service("a").start().started("a").pass(1_500);
        assertEquals(Instant.EPOCH.minusMillis(1_500), desk.status("a").since());
    }

    private static List<Long> delays(Desk desk, int count) {
        List<Long> seconds = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            desk.failed("a", Desk.BOOM);
            Duration delay = desk.status("a").retryAfter();
            seconds.add(delay.toSeconds());
            if (i < count - 1) {
                desk.pass(delay.toMillis());
            }
        }
        return seconds;
    }
}
