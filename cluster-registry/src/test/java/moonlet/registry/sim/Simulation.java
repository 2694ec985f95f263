package moonlet.registry.sim;

import moonlet.protocol.Pid;

import java.util.ArrayList;
import java.util.List;

/** One run: a cluster whose processes register names while things go wrong. A seed says it all. */
final class Simulation {
    private static final int STEPS = 250;
    private static final int NODES_MAX = 6;
    private static final int TRACE_MAX = 300;
    private static final int REFUSED_PERCENT = 5;

    private final SimCluster cluster;
    private final Scenario scenario;

    private Simulation(Scenario scenario, long seed, Mutant mutant, List<String> trace) {
        this.scenario = scenario;
        this.cluster = new SimCluster(scenario, seed, mutant, trace);
    }

    /**
     * Runs a seed; where it fails, runs it again for its trace.
     *
     * @throws Violation with the promise, the scenario, the seed and the trace
     */
    static void run(Scenario scenario, long seed, Mutant mutant) {
        try {
            new Simulation(scenario, seed, mutant, null).run();
        } catch (RuntimeException failed) {
            List<String> trace = new ArrayList<>();
            try {
                new Simulation(scenario, seed, mutant, trace).run();
            } catch (RuntimeException again) {
                trace.add(again.toString());
            }
            int first = Math.max(0, trace.size() - TRACE_MAX);
            String lines = String.join("\n", trace.subList(first, trace.size()));
            String text = failed.getMessage() + "\n" + scenario + " seed " + seed + "\n" + lines;
            throw (Violation) new Violation(text).initCause(failed);
        }
    }

    private void run() {
        for (int round = 0; round < 2; round++) {
            if (scenario == Scenario.LONG_CUT) {
                cluster.cutForLong();
            }
            cluster.refusedPercent = REFUSED_PERCENT;
            for (int i = 0; i < STEPS; i++) {
                step();
            }
            cluster.settle();
            cluster.refusedPercent = 0;
            cluster.promises.checkAtRest();
            cluster.agreement.checkAtRest();
            cluster.agreement.checkUse();
            cluster.settle();
        }
    }

    private void step() {
        if (!cluster.expelled.isEmpty() && cluster.percent(20)) {
            linger(cluster.any(cluster.expelled));
            return;
        }
        SimNode node = cluster.any(cluster.nodes);
        int which = cluster.below(1000);
        if ((which -= scenario.cutPerMille) < 0) {
            cluster.cutOrJoin();
        } else if ((which -= scenario.crashPerMille) < 0) {
            boolean spared = scenario == Scenario.LONG_CUT && !cluster.reachesAll(node);
            if (cluster.nodes.size() > 2 && !spared) {
                if (cluster.percent(50)) {
                    cluster.crash(node);
                } else {
                    cluster.expel(node);
                }
            }
        } else if ((which -= scenario.joinPerMille) < 0) {
            cluster.join("node" + (1 + cluster.below(NODES_MAX)));
        } else if ((which -= 250) < 0) {
            if (cluster.percent(scenario == Scenario.LONG_CUT ? 10 : 50)) {
                act(node);
            } else {
                claim(node);
            }
        } else if ((which -= 30) < 0) {
            cluster.hear(node);
        } else if (which - 60 < 0 && scenario != Scenario.STEADY) {
            cluster.pass((1 + cluster.below(30)) * SimCluster.MILLIS);
        } else {
            cluster.deliver(node);
        }
    }

    /** What a node does that is no member any more, and does not know it. */
    private void linger(SimNode node) {
        if (cluster.percent(60)) {
            cluster.deliver(node);
        } else {
            claim(node);
        }
    }

    private void claim(SimNode node) {
        List<SimProcess> living = node.living();
        SimProcess process = living.isEmpty() ? node.spawn() : cluster.any(living);
        String key = cluster.any(SimCluster.NAMES);
        cluster.trace(process.pid + " claims " + key);
        if (cluster.percent(30)) {
            node.agreed.release(key, process.pid);
        } else {
            node.claim(process, key, cluster.percent(25), _ -> {});
        }
        cluster.agreement.checkAlways();
    }

    private void act(SimNode node) {
        List<SimProcess> living = node.living();
        SimProcess process = living.isEmpty() ? node.spawn() : cluster.any(living);
        String name = cluster.any(SimCluster.NAMES);
        int which = cluster.below(100);
        cluster.trace(process.pid + " acts " + which + " " + name);
        if (which < 45) {
            node.register(process, name);
        } else if (which < 55) {
            node.unregister(process, name);
        } else if (which < 65) {
            node.lookup(process, name);
        } else if (which < 75) {
            node.registerOther(process, anyOf(cluster.any(cluster.nodes)), name);
        } else if (which < 85) {
            node.spawn();
        } else {
            node.end(process);
        }
    }

    /** A process of a node that may have ended. */
    private Pid anyOf(SimNode node) {
        return cluster.any(List.copyOf(node.processes.keySet()));
    }
}
