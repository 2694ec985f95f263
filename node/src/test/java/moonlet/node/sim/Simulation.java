package moonlet.node.sim;

import java.util.ArrayList;
import java.util.List;

/** One run: a cluster, its faults, and the checks. A seed says all of it. */
final class Simulation {
    private static final int STEPS_MAX = 50_000;
    private static final int ACTIONS = 70;

    private final Cluster cluster;
    private final Scenario scenario;
    private int steps;

    private Simulation(Scenario scenario, long seed, Wiring wiring, List<String> trace) {
        this.scenario = scenario;
        this.cluster = new Cluster(seed * 64 + scenario.ordinal(), wiring, trace);
    }

    /**
     * Runs a seed; where it fails, runs it again for its trace.
     *
     * @return how many steps it took
     * @throws Violation with the scenario, the seed and the trace
     */
    static int run(Scenario scenario, long seed, Wiring wiring) {
        try {
            return new Simulation(scenario, seed, wiring, null).run();
        } catch (RuntimeException | Violation first) {
            List<String> trace = new ArrayList<>();
            Throwable again = first;
            try {
                new Simulation(scenario, seed, wiring, trace).run();
            } catch (RuntimeException | Violation second) {
                again = second;
            }
            String lines = String.join("\n", trace);
            throw (Violation)
                    new Violation(scenario + " seed " + seed + ": " + again + "\n" + lines)
                            .initCause(again);
        }
    }

    private int run() {
        int nodes = 3 + cluster.chance.below(3);
        for (int i = 0; i < nodes; i++) {
            cluster.start("n" + i, i);
        }
        while (cluster.agenda.now() < 40 * Agenda.MILLIS && cluster.agenda.step()) {
            steps++; // all have joined
        }
        scenario.faults.accept(new Scenario.Faults(cluster));
        Activity activity = new Activity(cluster, scenario.mix);
        for (int i = 0; i < ACTIONS; i++) {
            cluster.agenda.in(cluster.chance.millis(0, 1000), activity::act);
        }
        cluster.agenda.in(Scenario.Faults.DURATION, this::calm);
        while (cluster.agenda.step()) {
            if (++steps > STEPS_MAX) {
                throw new Violation("it never comes to rest");
            }
        }
        new Quiescence(cluster).check();
        return steps;
    }

    /** All nodes run and reach each other again; who crashed is noticed. */
    private void calm() {
        cluster.trace(() -> "calm");
        cluster.network.heal();
        cluster.membership.living().forEach(node -> node.pausedUntil = 0);
        cluster.membership.resolve();
    }
}
