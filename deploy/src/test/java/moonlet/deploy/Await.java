package moonlet.deploy;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waiting for something to become so, and no longer than that. */
final class Await {
    /** Long enough for a machine that does other work at the same time. */
    static final int BOUND_SECONDS = 180;

    private static final long POLL_MILLIS = 100;

    private Await() {}

    @FunctionalInterface
    interface Condition {
        boolean holds() throws Exception;
    }

    static void until(Condition condition, Supplier<String> otherwise) throws Exception {
        until(BOUND_SECONDS, condition, otherwise);
    }

    /**
     * Asks until the condition holds. One that throws does not hold yet.
     *
     * @param otherwise what to say about it at the end of the time
     */
    static void until(int boundSeconds, Condition condition, Supplier<String> otherwise)
            throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(boundSeconds);
        Exception last = null;
        while (System.nanoTime() < deadline) {
            try {
                if (condition.holds()) {
                    return;
                }
            } catch (InterruptedException interrupted) {
                throw interrupted;
            } catch (Exception notYet) {
                last = notYet;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        throw new AssertionError("not within " + boundSeconds + " s: " + otherwise.get(), last);
    }
}
