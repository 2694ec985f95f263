package moonlet.node.cluster;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Says which connections failed for want of a certificate that both sides take, and not too often.
 */
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final Duration PAUSE = Duration.ofSeconds(5); // they all try again and again

    private final AtomicLong nextAt = new AtomicLong(System.nanoTime());

    /**
     * One has failed.
     *
     * @param to where this node wanted to connect to; null where somebody has connected to it
     */
    void failed(String to, Throwable why) {
        long now = System.nanoTime();
        long due = nextAt.get();
        if (now - due < 0 || !nextAt.compareAndSet(due, now + PAUSE.toNanos())) {
            return;
        }
        LOG.atWarn()
                .addKeyValue("to", to == null ? "this node" : to)
                .addKeyValue("why", why.getMessage())
                .log("connection refused: its sides have no certificates of the same cluster");
    }
}
