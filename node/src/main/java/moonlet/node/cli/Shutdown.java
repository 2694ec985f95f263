package moonlet.node.cli;

import moonlet.node.Node;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Ends a node and its JVM at SIGINT or SIGTERM, which are the way to end it and so no failure. It
 * always ends: some seconds after the time that processes have, or at once at a second signal.
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
        Thread.ofPlatform().daemon().name("moonlet-shutdown-bound").start(() -> bound(nanos));
        log().atInfo()
                .addKeyValue("node", node.name())
                .addKeyValue("processes", node.processCount())
                .addKeyValue("timeoutMillis", node.operations().drainTimeout().toMillis())
                .log(
                        "node stops; a second signal ends it at once; processes that do not end in"
                                + " time are killed");
        node.close();
        log().atInfo().addKeyValue("node", node.name()).log("node stopped");
        Runtime.getRuntime().halt(0);
    }

    private void bound(long nanos) {
        long end = System.nanoTime() + nanos;
        try {
            while (System.nanoTime() - end < 0) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                if (signals() > 1) {
                    System.err.println("a second signal: the node ends without waiting");
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
