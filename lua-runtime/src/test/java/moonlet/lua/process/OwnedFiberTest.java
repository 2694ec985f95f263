package moonlet.lua.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

@Timeout(60)
class OwnedFiberTest {
    private static final int TURNS = 20_000;

    private final AtomicInteger wakes = new AtomicInteger();
    private final AtomicInteger steps = new AtomicInteger();
    private Fiber fiber;
    private volatile boolean free;
    private Throwable thrown;

    private void start(Runnable body) {
        fiber = Fibers.detect().create("tested", null, body, wakes::incrementAndGet);
        fiber.run();
    }

    private void parkAgainAndAgain() {
        while (true) {
            steps.incrementAndGet();
            fiber.park();
        }
    }

    @Test
    void each_turn_goes_on_to_the_next_park() {
        start(this::parkAgainAndAgain);
        fiber.run();
        assertEquals(2, steps.get());
        assertFalse(fiber.yielded());
    }

    @Test
    void nobody_but_its_owner_lets_a_parked_fiber_go_on() {
        start(this::parkAgainAndAgain);
        LockSupport.unpark(fiber.thread());
        assertEquals(0, wakes.get());
        assertFalse(fiber.yielded());
    }

    @Test
    void a_fiber_that_gave_way_wants_another_turn_but_no_wake_up() {
        start(
                () -> {
                    fiber.yieldTurn();
                    steps.incrementAndGet();
                });
        assertTrue(fiber.yielded());
        fiber.run();
        assertEquals(1, steps.get());
        assertEquals(0, wakes.get());
    }

    @Test
    void what_blocks_in_java_code_takes_no_turn_and_is_woken_when_it_is_free() {
        start(
                () -> {
                    while (!free) {
                        LockSupport.park();
                    }
                    parkAgainAndAgain();
                });
        fiber.run();
        assertEquals(0, steps.get());

        free = true;
        LockSupport.unpark(fiber.thread());
        assertEquals(1, wakes.get());
        fiber.run();
        assertEquals(1, steps.get());
        fiber.run();
        assertEquals(2, steps.get());
    }

    @Test
    void where_a_parked_fiber_stands_can_be_seen_from_outside() {
        start(this::parkAgainAndAgain);
        assertTrue(
                Arrays.stream(fiber.thread().getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals("parkAgainAndAgain")));
        fiber.run();
        assertEquals(2, steps.get());
    }

    /** Who looks holds the thread for a moment; the turn that comes to nothing is made up for. */
    @Test
    void looking_at_it_while_it_takes_turns_loses_none_of_them() throws InterruptedException {
        start(this::parkAgainAndAgain);
        Thread spectator = Thread.ofPlatform().daemon().start(this::lookAgainAndAgain);
        try {
            for (int turn = 2; turn <= TURNS; turn++) {
                int wakesBefore = wakes.get();
                fiber.run();
                while (steps.get() < turn) {
                    awaitWakeAfter(wakesBefore);
                    wakesBefore = wakes.get();
                    fiber.run();
                }
            }
        } finally {
            free = true;
        }
        spectator.join();
        assertEquals(TURNS, steps.get());
    }

    private void lookAgainAndAgain() {
        while (!free) {
            fiber.thread().getStackTrace();
        }
    }

    private void awaitWakeAfter(int wakesBefore) {
        while (wakes.get() == wakesBefore) {
            assertFalse(Thread.interrupted(), "a turn came to nothing, and no wake-up after it");
            Thread.onSpinWait();
        }
    }

    @Test
    void a_stack_too_deep_to_be_put_aside_is_an_error_after_which_it_parks_as_ever() {
        start(
                () -> {
                    parkAsDeepAsPossible();
                    parkAgainAndAgain();
                });
        fiber.run();
        assertInstanceOf(StackOverflowError.class, thrown);
        assertEquals(1, steps.get());
        fiber.run();
        assertEquals(2, steps.get());
    }

    /** From the end of its stack upwards, until a call succeeds. */
    private void parkAsDeepAsPossible() {
        try {
            parkAsDeepAsPossible();
        } catch (StackOverflowError full) {
            thrown = full;
            fiber.park();
        }
    }

    @Test
    void a_thread_that_cannot_be_put_aside_has_an_error_and_does_not_hang() {
        start(
                () -> {
                    try {
                        Pinned.run(fiber::park);
                    } catch (IllegalStateException pinned) {
                        thrown = pinned;
                    }
                    parkAgainAndAgain();
                });
        assertInstanceOf(IllegalStateException.class, thrown);
        fiber.run();
        assertEquals(2, steps.get());
    }
}
