package moonlet.node;

import moonlet.protocol.Failure;
import moonlet.protocol.Pid;

import org.slf4j.event.Level;

import java.time.Clock;

/**
 * The failures of a node's processes in its log. One that no monitor hears of is a warning, since
 * nothing else would tell of it: up to {@link #PER_SECOND_MAX} in a second, then how many more
 * there were. The others are for who looks for mistakes.
 */
final class FailureLog {
    static final int PER_SECOND_MAX = 10;

    private static final long TELL_NANOS = 1_000_000_000L;

    private final ProcessLog log;
    private final Clock clock;
    private final NodeTimers timers;
    private final LogAllowance allowance = new LogAllowance(PER_SECOND_MAX, Long.MAX_VALUE);
    private boolean isDue; // how many were left out is going to be told

    FailureLog(ProcessLog log, Clock clock, NodeTimers timers) {
        this.log = log;
        this.clock = clock;
        this.timers = timers;
    }

    /** Called where a process has failed, by any thread. */
    void tell(Pid pid, String entry, Failure failure, boolean unheard) {
        boolean warns = unheard && takesWarning();
        log.failed(pid, entry, failure, warns ? Level.WARN : Level.DEBUG);
    }

    private synchronized boolean takesWarning() {
        boolean takes = allowance.take(clock.millis(), 0);
        if (!takes && !isDue) {
            isDue = true;
            timers.after(TELL_NANOS, this::tellLeftOut);
        }
        return takes;
    }

    /** Says how many warnings were left out, if any. */
    synchronized void tellLeftOut() {
        isDue = false;
        long count = allowance.takeLeftOut();
        if (count > 0) {
            log.failuresLeftOut(count);
        }
    }
}
