package moonlet.node;

import java.time.Clock;

/**
 * What time it is on a node, and what happens when.
 *
 * @param tests null where no tests run
 */
record Timing(Clock clock, NodeTimers timers, TestBench tests) {
    static Timing real(Clock clock) {
        return new Timing(clock, new RealTimers(), null);
    }

    static Timing of(TestBench tests) {
        return new Timing(tests.clock(), tests.time(), tests);
    }
}
