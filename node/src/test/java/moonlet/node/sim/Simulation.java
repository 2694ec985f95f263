package moonlet.node.sim;

import java.util.List;

/** One run: a cluster, its faults, and the checks. A seed says all of it. */
final class Simulation {
    /** A step is whatever happens: a packet arrives, a process acts, a node learns, time is up. */
    static final int STEPS_MIN = 200;

    private static final int STEPS_MAX = 50_000;
    private static final int ACTIONS = 70;
    private static final int ACTIONS_LATER = 15;

    private final Cluster cluster;
    private final Scenario scenario;
    private final Activity activity;
    private final int nodes;
    private int steps;

    private Simulation(Scenario scenario, long seed, Wiring wiring, List<String> trace) {
        this.scenario = scenario;
        this.cluster = new Cluster(seed * 64 + scenario.ordinal(), wiring, trace);
        this.activity = new Activity(cluster, scenario.mix);
        this.nodes = 3 + cluster.chance.below(3);
    }

    /**
     * Runs a seed; where it fails, runs it again for its trace.
     *
     * @return how many steps it took
     * @throws Violation with the scenario, the seed and the trace
     */
    static int run(Scenario scenario, long seed, Wiring wiring) {
        return Replay.run(
                scenario + " seed " + seed,
                trace -> new Simulation(scenario, seed, wiring, trace).run());
    }

    private int run() {
        for (int i = 0; i < nodes; i++) {
            cluster.start("n" + i, i);
        }
        while (cluster.agenda.now() < 40 * Agenda.MILLIS && cluster.agenda.step()) {
            steps++; // all have joined
        }
        scenario.faults.accept(new Scenario.Faults(cluster));
        act(ACTIONS);
        cluster.agenda.in(Scenario.Faults.DURATION, this::calm);
        rest();
        while (steps < STEPS_MIN) {
            act(ACTIONS_LATER);
            rest();
        }
        return steps;
    }

    private void act(int actions) {
        for (int i = 0; i < actions; i++) {
            cluster.agenda.in(cluster.chance.millis(0, 1000), activity::act);
        }
    }

    /** Lets everything happen that is to happen, and then finds that all is well. */
    private void rest() {
        while (cluster.agenda.step()) {
            if (++steps > STEPS_MAX) {
                throw new Violation("it never comes to rest");
            }
        }
        new Quiescence(cluster).check();
    }

    /** All nodes run and reach each other again, who crashed is noticed, and life goes on. */
    private void calm() {
        cluster.trace(() -> "calm");
        cluster.network.heal();
        cluster.membership.living().forEach(node -> node.pausedUntil = 0);
        cluster.membership.resolve();
        for (int i = 0; i < nodes; i++) {
            if (cluster.membership.isFree("n" + i)) {
                cluster.start("n" + i, cluster.newPlace());
            }
        }
        act(ACTIONS_LATER);
    }
}
