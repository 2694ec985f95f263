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

    private final ProcessLog log;
    private final Clock clock;
    private final LogAllowance allowance = new LogAllowance(PER_SECOND_MAX, Long.MAX_VALUE);

    FailureLog(ProcessLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** Called where a process has failed, by any thread. */
    void tell(Pid pid, String entry, Failure failure, boolean unheard) {
        boolean warns = unheard && takesWarning();
        log.failed(pid, entry, failure, warns ? Level.WARN : Level.DEBUG);
    }

    private synchronized boolean takesWarning() {
        if (!allowance.take(clock.millis(), 0)) {
            return false;
        }
        tellLeftOut();
        return true;
    }

    /** Says how many warnings were left out, if any. */
    synchronized void tellLeftOut() {
        long count = allowance.takeLeftOut();
        if (count > 0) {
            log.failuresLeftOut(count);
        }
    }
}
