package moonlet.node.service;

import moonlet.protocol.Ending;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/**
 * The services of a node: which of them run, in which order they start and stop, and when one that
 * failed starts again (specification §8, "Supervision"). Not safe for threads; times are {@code
 * System.nanoTime()}.
 */
public final class Supervisor {
    private final Map<String, SupervisedService> services = new LinkedHashMap<>();
    private final Set<String> wanted = new HashSet<>();
    private boolean stopping;
    private boolean together; // nobody waits for others to stop

    /**
     * @param plans the services of this node; what one of them requires and is not among them is
     *     there already, or on other nodes
     * @param random from 0 to 1, for the jitter
     */
    public Supervisor(
            List<ServicePlan> plans, ServiceEffects effects, DoubleSupplier random, long now) {
        for (ServicePlan plan : plans) {
            services.put(plan.id(), new SupervisedService(plan, effects, random, now));
        }
    }

    /** Starts the services with {@code auto_start}, and what they require. */
    public void start(long now) {
        Deque<SupervisedService> open = new ArrayDeque<>();
        services.values().stream().filter(s -> s.plan().lifecycle().autoStart()).forEach(open::add);
        while (!open.isEmpty()) {
            SupervisedService next = open.remove();
            if (wanted.add(next.plan().id())) {
                required(next).forEach(open::add);
            }
        }
        advance(now);
    }

    /** From here on this node runs a singleton. */
    public void grant(String id, long now) {
        if (!stopping) {
            services.get(id).grant(now);
            advance(now);
        }
    }

    /** This node is to run a singleton no more; it has ended when {@link #isAtRest}. */
    public void revoke(String id, long now) {
        services.get(id).revoke(now);
        advance(now);
    }

    /** A process runs that {@link ServiceEffects#start} asked for. */
    public void started(String id, long run, Pid pid, long now) {
        services.get(id).started(run, pid, now);
        advance(now);
    }

    /** It has ended, or could not start. */
    public void ended(String id, long run, Ending how, long now) {
        services.get(id).ended(run, how, now);
        advance(now);
    }

    /** Stops all: each after those that require it. */
    public void stop(long now) {
        stopping = true;
        advance(now);
    }

    /** After {@link #stop}: who still waits for others stops too, in the same order. */
    public void stopTogether(long now) {
        together = true;
        advance(now);
    }

    /** Does what is due. */
    public void tick(long now) {
        services.values().forEach(service -> service.tick(now));
        advance(now);
    }

    /** In how many nanoseconds {@link #tick} has something to do; MAX_VALUE for never. */
    public long dueIn(long now) {
        return services.values().stream()
                .mapToLong(service -> service.dueIn(now))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Whether no service has a process. */
    public boolean isAtRest() {
        return services.values().stream().allMatch(SupervisedService::isAtRest);
    }

    public boolean isAtRest(String id) {
        return services.get(id).isAtRest();
    }

    /**
     * Whether each service that was to start with the node has run, could not start, or waits for
     * one that could not.
     */
    public boolean isSettled() {
        return wanted.stream().map(services::get).allMatch(this::isSettled);
    }

    /** Why services that were to start with the node have not run yet, by id. */
    public Map<String, Failure> failedBeforeTheyRan() {
        Map<String, Failure> failures = new LinkedHashMap<>();
        for (SupervisedService service : services.values()) {
            if (service.hasFailedBeforeItRan() && !service.plan().singleton()) {
                failures.put(service.plan().id(), service.failure());
            }
        }
        return failures;
    }

    /**
     * @param wall what the clock says at {@code now}
     */
    public List<ServiceStatus> status(long now, Instant wall) {
        return services.values().stream().map(service -> service.status(now, wall)).toList();
    }

    private boolean isSettled(SupervisedService service) {
        return service.satisfies()
                || service.hasFailedBeforeItRan()
                || required(service).anyMatch(other -> !other.satisfies() && isSettled(other));
    }

    /** Starts or stops whatever waits for nobody any more. */
    private void advance(long now) {
        boolean changed;
        do {
            changed = false;
            for (SupervisedService service : services.values()) {
                changed |= stopping ? stopIfDue(service, now) : startIfDue(service, now);
            }
        } while (changed);
    }

    /** Returns whether others may be due because of it. */
    private boolean startIfDue(SupervisedService service, long now) {
        if (!service.waits() || !wanted.contains(service.plan().id())) {
            return false;
        }
        SupervisedService lost =
                required(service)
                        .filter(other -> !other.satisfies() && other.hasFailedForGood())
                        .findFirst()
                        .orElse(null);
        if (lost != null) {
            String text = "it requires " + lost.plan().id() + ", which failed: ";
            String why = lost.failure().message();
            service.abandon(Failure.of(ErrorKind.UNAVAILABLE, text + why), now);
            return true;
        }
        if (required(service).allMatch(SupervisedService::satisfies)) {
            service.start(now);
        }
        return false;
    }

    /** Returns whether others may be due because of it. */
    private boolean stopIfDue(SupervisedService service, long now) {
        boolean ran = service.isToRun();
        if (service.isAtRest() || dependents(service).noneMatch(this::holdsUp)) {
            service.stop(now);
        }
        return together && ran && !service.isToRun(); // else only an end makes others due
    }

    /** Whether those that a service requires have to wait for it before they stop. */
    private boolean holdsUp(SupervisedService service) {
        return together ? service.isToRun() : !service.isAtRest();
    }

    private Stream<SupervisedService> required(SupervisedService service) {
        return service.plan().lifecycle().requires().stream()
                .map(services::get)
                .filter(other -> other != null);
    }

    private Stream<SupervisedService> dependents(SupervisedService service) {
        return services.values().stream()
                .filter(s -> s.plan().lifecycle().requires().contains(service.plan().id()));
    }
}
