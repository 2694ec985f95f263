package moonlet.node.cli;

import moonlet.node.Node;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Ends a node and its JVM at SIGINT or SIGTERM, which are the way to end it and so no failure. So
 * is what else ends the JVM in order, as a drain by the admin API. It always ends: some seconds
 * after the time that processes have, or at once at the next signal.
 */
final class Shutdown implements Runnable {
    /** What a node needs at most beside the time of its processes: kill, flush, leave, stop. */
    static final Duration GRACE = Duration.ofSeconds(15);

    private static final int AT_ONCE = 130; // as a shell says it of Ctrl-C
    private static final long LOOK_MILLIS = 50;

    private final Node node;

    Shutdown(Node node) {
        this.node = node;
    }

    @Override
    public void run() {
        long nanos = node.operations().drainTimeout().plus(GRACE).toNanos();
        long before = Math.min(1, signals()); // none if nobody but the API has asked for it
        Thread.ofPlatform()
                .daemon()
                .name("moonlet-shutdown-bound")
                .start(() -> bound(nanos, before));
        log().atInfo()
                .addKeyValue("node", node.name())
                .addKeyValue("processes", node.processCount())
                .addKeyValue("timeoutMillis", node.operations().drainTimeout().toMillis())
                .log(
                        "node stops; the next signal ends it at once; processes that do not end in"
                                + " time are killed");
        node.close();
        log().atInfo().addKeyValue("node", node.name()).log("node stopped");
        Runtime.getRuntime().halt(0);
    }

    /**
     * @param before how many signals have begun it: one or none
     */
    private static void bound(long nanos, long before) {
        long end = System.nanoTime() + nanos;
        try {
            while (System.nanoTime() - end < 0) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                if (signals() > before) {
                    System.err.println("one more signal: the node ends without waiting");
                    Runtime.getRuntime().halt(AT_ONCE);
                }
            }
        } catch (InterruptedException nobody) {
            Thread.currentThread().interrupt();
        }
        System.err.println("error: Timeout: the node did not stop in time, and ends as it is");
        Runtime.getRuntime().halt(1);
    }

    /**
     * How many signals to end there were. The JVM does not tell of those that follow the first, but
     * gives each a thread, which waits for its turn to end the JVM.
     */
    private static long signals() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.equals("SIGTERM handler") || name.equals("SIGINT handler"))
                .count();
    }

    /** No static field: logback starts with the first logger, which must be after {@code -v}. */
    private static Logger log() {
        return LoggerFactory.getLogger(RunCommand.class);
    }
}
