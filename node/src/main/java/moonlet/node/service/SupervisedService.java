package moonlet.node.service;

import moonlet.node.app.Lifecycle;
import moonlet.protocol.Ending;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;

/**
 * One service: its state, its process, and what is due next. Owned by its {@link Supervisor}, which
 * knows the others; it has one process at a time.
 */
final class SupervisedService {
    private static final long NO_RETRY = -1;

    private final ServicePlan plan;
    private final ServiceEffects effects;
    private final DoubleSupplier random;
    private ServiceState state = ServiceState.UNKNOWN;
    private long sinceNanos;
    private int attempts;
    private long run; // of the process there is, or was last
    private Pid pid; // null until it has started
    private Failure failure;
    private Failure killed; // why the process was killed, if it was
    private long retryNanos = NO_RETRY;
    private boolean hasRun;
    private boolean granted;
    private boolean timed;
    private long dueNanos; // if timed

    /**
     * @param random from 0 to 1, for the jitter
     */
    SupervisedService(ServicePlan plan, ServiceEffects effects, DoubleSupplier random, long now) {
        this.plan = plan;
        this.effects = effects;
        this.random = random;
        this.sinceNanos = now;
        this.granted = !plan.singleton();
    }

    ServicePlan plan() {
        return plan;
    }

    boolean isAtRest() {
        return state.isAtRest();
    }

    /** Whether it has a process that is not to stop. */
    boolean isToRun() {
        return !isAtRest() && state != ServiceState.STOPPING;
    }

    /** Whether nothing but the services that it requires keeps it from starting. */
    boolean waits() {
        return granted
                && (state == ServiceState.UNKNOWN
                        || plan.singleton() && state == ServiceState.STOPPED);
    }

    /** Whether others that require it can start: a singleton may run anywhere. */
    boolean satisfies() {
        return hasRun || plan.singleton();
    }

    /** Whether it could not start when it was to, whatever becomes of the next attempts. */
    boolean hasFailedBeforeItRan() {
        return failure != null && !hasRun;
    }

    boolean hasFailedForGood() {
        return state == ServiceState.FAILED && retryNanos == NO_RETRY;
    }

    Failure failure() {
        return failure;
    }

    /** This node is the one to run it. */
    void grant(long now) {
        granted = true;
        if (isAtRest() && state != ServiceState.UNKNOWN) {
            attempts = 0;
            failure = null;
            enter(ServiceState.UNKNOWN, now);
        }
    }

    void revoke(long now) {
        granted = false;
        stop(now);
    }

    void start(long now) {
        run++;
        killed = null;
        enter(ServiceState.STARTING, now);
        due(now, plan.lifecycle().startTimeout());
        effects.start(plan.id(), run);
    }

    void started(long which, Pid process, long now) {
        if (which != run || isAtRest()) {
            return;
        }
        pid = process;
        if (state == ServiceState.STARTING) {
            hasRun = true;
            enter(ServiceState.RUNNING, now);
        } else {
            effects.cancel(plan.id(), pid); // it was to stop while it started
        }
    }

    void ended(long which, Ending how, long now) {
        if (which != run || isAtRest()) {
            return;
        }
        if (state == ServiceState.STOPPING) {
            enter(ServiceState.STOPPED, now);
            return;
        }
        switch (how) {
            case Ending.Returned _ -> enter(ServiceState.EXITED, now);
            case Ending.Failed(Failure why) -> failed(killed == null ? why : killed, now);
        }
    }

    /** What it requires does not come. */
    void abandon(Failure why, long now) {
        failure = why;
        retryNanos = NO_RETRY;
        enter(ServiceState.FAILED, now);
    }

    void stop(long now) {
        switch (state) {
            case FAILED -> {
                if (!hasFailedForGood()) {
                    enter(ServiceState.STOPPED, now);
                }
            }
            case STARTING, RUNNING -> {
                enter(ServiceState.STOPPING, now);
                due(now, plan.lifecycle().stopTimeout());
                if (pid != null) {
                    effects.cancel(plan.id(), pid);
                }
            }
            case UNKNOWN, STOPPING, STOPPED, EXITED -> {}
        }
    }

    /** Does what is due. */
    void tick(long now) {
        if (!timed || now - dueNanos < 0) {
            return;
        }
        timed = false;
        switch (state) {
            case STARTING -> kill(tooSlow());
            case STOPPING -> kill(Failure.of(ErrorKind.CANCELED, "context canceled"));
            case FAILED -> start(now);
            case UNKNOWN, RUNNING, STOPPED, EXITED -> {}
        }
    }

    /** In how many nanoseconds something is due; {@code Long.MAX_VALUE} for never. */
    long dueIn(long now) {
        return timed ? Math.max(0, dueNanos - now) : Long.MAX_VALUE;
    }

    ServiceStatus status(long now, Instant wall) {
        return new ServiceStatus(
                plan.id(),
                state,
                wall.minusNanos(now - sinceNanos),
                attempts,
                pid,
                failure,
                state == ServiceState.FAILED && retryNanos != NO_RETRY
                        ? Duration.ofNanos(retryNanos)
                        : null);
    }

    private void failed(Failure why, long now) {
        Lifecycle lifecycle = plan.lifecycle();
        boolean wasStable =
                state == ServiceState.RUNNING
                        && now - sinceNanos >= lifecycle.stableThreshold().toNanos();
        attempts = wasStable ? 1 : attempts + 1;
        failure = why;
        int max = lifecycle.restart().maxAttempts();
        boolean last = why.permanent() || max > 0 && attempts >= max;
        retryNanos =
                last ? NO_RETRY : lifecycle.restart().delayNanos(attempts, random.getAsDouble());
        enter(ServiceState.FAILED, now);
        if (!last) {
            due(now, Duration.ofNanos(retryNanos));
        }
    }

    private void kill(Failure why) {
        killed = why;
        effects.kill(plan.id(), run, why);
    }

    private Failure tooSlow() {
        return Failure.of(
                ErrorKind.TIMEOUT,
                "its top level did not come to its end within "
                        + plan.lifecycle().startTimeout().toMillis()
                        + " ms (lifecycle.start_timeout)");
    }

    private void due(long now, Duration delay) {
        timed = true;
        dueNanos = now + delay.toNanos();
    }

    private void enter(ServiceState next, long now) {
        state = next;
        sinceNanos = now;
        timed = false;
        long retry = next == ServiceState.FAILED ? retryNanos : NO_RETRY;
        effects.entered(
                new ServiceEffects.Transition(plan.id(), next, attempts, pid, failure, retry));
        if (next.isAtRest()) {
            pid = null;
        }
    }
}
