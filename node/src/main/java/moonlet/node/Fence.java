package moonlet.node;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Keeps one process from running while its node does not know whether it still is the one to run
 * it. Its actor asks before every turn, so what the process does within a turn is never cut short.
 */
final class Fence {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final BooleanSupplier open;
    private final NodeTimers timers;
    private volatile boolean asksAgain;

    Fence(BooleanSupplier open, NodeTimers timers) {
        this.open = open;
        this.timers = timers;
    }

    /** Whether the process may have its turn; if not, {@code wake} runs when to ask again. */
    boolean isOpen(Runnable wake) {
        if (open.getAsBoolean()) {
            return true;
        }
        if (!asksAgain) {
            asksAgain = true;
            timers.after(
                    PAUSE_NANOS,
                    () -> {
                        asksAgain = false;
                        wake.run();
                    });
        }
        return false;
    }
}
