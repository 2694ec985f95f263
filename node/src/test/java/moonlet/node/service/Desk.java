package moonlet.node.service;

import moonlet.node.app.Lifecycle;
import moonlet.protocol.Ending;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A supervisor with a clock that the test sets, and a list of all that it asks for. */
final class Desk implements ServiceEffects {
    static final Failure BOOM = Failure.of(ErrorKind.INTERNAL, "boom");
    static final Failure HOPELESS =
            new Failure(ErrorKind.INVALID, "hopeless", false, null, null, true);

    private final List<ServicePlan> plans = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final Map<String, Long> runs = new HashMap<>();
    private final Map<String, Failure> kills = new HashMap<>();
    private double chance = 0.5; // no jitter
    private long now = Long.MAX_VALUE - 1_000; // of a clock that may overflow
    private Supervisor supervisor;

    Desk service(String id, String... requires) {
        return service(id, false, Lifecycle.DEFAULTS, true, requires);
    }

    Desk later(String id, String... requires) {
        return service(id, false, Lifecycle.DEFAULTS, false, requires);
    }

    Desk singleton(String id, String... requires) {
        return service(id, true, Lifecycle.DEFAULTS, true, requires);
    }

    Desk attempts(String id, int max) {
        Lifecycle.Restart restart =
                new Lifecycle.Restart(Duration.ofSeconds(1), Duration.ofSeconds(3), 2.0, 0.5, max);
        Duration ten = Duration.ofSeconds(10);
        Lifecycle lifecycle =
                new Lifecycle(true, ten, ten, Duration.ofSeconds(5), List.of(), restart);
        return service(id, false, lifecycle, true);
    }

    private Desk service(
            String id, boolean singleton, Lifecycle like, boolean auto, String... requires) {
        Lifecycle lifecycle =
                new Lifecycle(
                        auto,
                        like.startTimeout(),
                        like.stopTimeout(),
                        like.stableThreshold(),
                        List.of(requires),
                        like.restart());
        plans.add(new ServicePlan(id, singleton, lifecycle));
        return this;
    }

    Desk start() {
        supervisor = new Supervisor(plans, this, () -> chance, now);
        supervisor.start(now);
        return this;
    }

    Desk chance(double next) {
        chance = next;
        return this;
    }

    Desk started(String id) {
        supervisor.started(id, runs.get(id), pid(id), now);
        return this;
    }

    Desk returned(String id) {
        supervisor.ended(id, runs.get(id), new Ending.Returned(null), now);
        return this;
    }

    Desk failed(String id, Failure why) {
        supervisor.ended(id, runs.get(id), new Ending.Failed(why), now);
        return this;
    }

    Desk ends(String id, long run, Failure why) {
        supervisor.ended(id, run, new Ending.Failed(why), now);
        return this;
    }

    Desk grant(String id) {
        supervisor.grant(id, now);
        return this;
    }

    Desk revoke(String id) {
        supervisor.revoke(id, now);
        return this;
    }

    Desk stop() {
        supervisor.stop(now);
        return this;
    }

    Desk stopTogether() {
        supervisor.stopTogether(now);
        return this;
    }

    Desk pass(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
        supervisor.tick(now);
        return this;
    }

    /** What was asked for since the last call. */
    List<String> asked() {
        List<String> all = List.copyOf(asked);
        asked.clear();
        return all;
    }

    String kill(String id) {
        return kills.get(id).toString();
    }

    ServiceStatus status(String id) {
        return supervisor.status(now, Instant.EPOCH).stream()
                .filter(status -> status.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    ServiceState state(String id) {
        return status(id).state();
    }

    Supervisor supervisor() {
        return supervisor;
    }

    Pid pid(String id) {
        return new Pid("n", "h", 1, runs.get(id) * 100 + id.charAt(0));
    }

    @Override
    public void start(String id, long run) {
        runs.put(id, run);
        asked.add("start " + id);
    }

    @Override
    public void cancel(String id, Pid pid) {
        asked.add("cancel " + id);
    }

    @Override
    public void kill(String id, long run, Failure why) {
        kills.put(id, why);
        asked.add("kill " + id);
    }

    @Override
    public void entered(Transition transition) {
        // the states are asked for
    }
}
