package moonlet.node;

import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import java.time.Duration;
import java.util.Set;

/**
 * How a node gives up its work: it starts no processes any more, stops its services, of which the
 * next node takes the singletons over at once, asks all other processes to end, kills those that do
 * not, and sees to it that what they said reaches the other nodes. Each step has a bound: when half
 * of the time is over, no service waits for another one to stop, and the other processes wait for
 * no service.
 */
final class Drain {
    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration FLUSH_TIMEOUT = Duration.ofSeconds(2);

    private final Node node;
    private final Services services;
    private volatile Duration timeout;

    /**
     * @param timeout from the first CANCEL to the kill, unless {@link #within} says otherwise
     */
    Drain(Node node, Services services, Duration timeout) {
        this.node = node;
        this.services = services;
        this.timeout = timeout;
    }

    /** Sets the time from the first CANCEL to the kill; too late once it runs. */
    void within(Duration time) {
        timeout = time;
    }

    Duration timeout() {
        return timeout;
    }

    /** Does all of that; then no process lives here. */
    void run() {
        node.spawning().stop();
        long start = System.nanoTime();
        long deadline = start + timeout.toNanos();
        services.stop(start + timeout.toNanos() / 2);
        Set<Pid> stopping = services.pids(); // each has its CANCEL, and gets no second one
        Processes processes = node.processes();
        processes.all().stream()
                .filter(process -> !stopping.contains(process.pid()))
                .forEach(process -> process.cancel(node.systemPid(), 0, "scheduler shutdown"));
        if (!processes.awaitNone(deadline)) {
            LOG.atLevel(timeout.isZero() ? Level.DEBUG : Level.WARN)
                    .addKeyValue("processes", processes.count())
                    .addKeyValue("timeout", timeout)
                    .log("processes did not end in time and are killed");
            Failure why = Failure.of(ErrorKind.CANCELED, "context canceled");
            processes.all().forEach(process -> process.kill(why));
            processes.awaitNone(System.nanoTime() + KILL_TIMEOUT.toNanos());
        }
        node.failures().tellLeftOut();
        int held = node.others().awaitFlushed(FLUSH_TIMEOUT);
        if (held > 0) {
            LOG.atWarn()
                    .addKeyValue("items", held)
                    .log("other nodes have not taken all that processes of this one said");
        }
    }
}
