package moonlet.node.service;

import moonlet.protocol.Failure;
import moonlet.protocol.Pid;

import java.time.Duration;
import java.time.Instant;

/**
 * How a service is now.
 *
 * @param since when it came into this state
 * @param attempts how often in a row it has failed
 * @param pid of its process; null where there is none
 * @param failure the last one; null if it has not failed
 * @param retryAfter from {@code since} to when it starts again after a failure; null if it does not
 */
public record ServiceStatus(
        String id,
        ServiceState state,
        Instant since,
        int attempts,
        Pid pid,
        Failure failure,
        Duration retryAfter) {}
