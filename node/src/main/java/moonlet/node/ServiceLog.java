package moonlet.node;

import moonlet.node.service.ServiceEffects.Transition;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

import java.util.concurrent.TimeUnit;

/** What becomes of services, in the log: a line for each change of their state. */
final class ServiceLog {
    private static final Logger LOG = LoggerFactory.getLogger(Services.class);

    void entered(Transition change) {
        switch (change.state()) {
            case UNKNOWN, STARTING, STOPPING -> line(Level.DEBUG, change).log("service");
            case RUNNING -> line(Level.INFO, change).log("service started");
            case STOPPED -> line(Level.INFO, change).log("service stopped");
            case EXITED -> line(Level.INFO, change).log("service ended");
            case FAILED -> failed(change);
        }
    }

    private static void failed(Transition change) {
        var line =
                line(Level.WARN, change)
                        .addKeyValue("attempts", change.attempts())
                        .addKeyValue("error", OneLine.of(change.failure().toString()));
        if (change.retryNanos() < 0) {
            line.log("service failed, and is not started again");
        } else {
            long millis = TimeUnit.NANOSECONDS.toMillis(change.retryNanos());
            line.addKeyValue("retryMillis", millis).log("service failed");
        }
    }

    private static LoggingEventBuilder line(Level level, Transition change) {
        var line =
                LOG.atLevel(level)
                        .addKeyValue("service", change.id())
                        .addKeyValue("state", change.state());
        return change.pid() == null ? line : line.addKeyValue("pid", change.pid());
    }
}
