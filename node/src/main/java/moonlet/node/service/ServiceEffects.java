package moonlet.node.service;

import moonlet.protocol.Failure;
import moonlet.protocol.Pid;

/** What {@link Supervisor} asks of its node. None of these may call the supervisor back. */
public interface ServiceEffects {
    /**
     * Starts the process of a service. {@link Supervisor#started} follows, unless it cannot start,
     * and in any case {@link Supervisor#ended}, both with this number.
     */
    void start(String id, long run);

    /** Asks the process to end: CANCEL with the reason {@code service stopping}. */
    void cancel(String id, Pid pid);

    /** Ends the process, also one whose top level still runs. */
    void kill(String id, long run, Failure why);

    /** A service has come into another state. */
    void entered(Transition transition);

    /**
     * A change of state; the components are those of {@link ServiceStatus}.
     *
     * @param retryNanos until it starts again after a failure; negative if it does not
     */
    record Transition(
            String id,
            ServiceState state,
            int attempts,
            Pid pid,
            Failure failure,
            long retryNanos) {}
}
