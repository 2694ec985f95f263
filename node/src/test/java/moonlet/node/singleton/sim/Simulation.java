package moonlet.node.singleton.sim;

import moonlet.node.sim.Agenda;
import moonlet.node.sim.Replay;
import moonlet.node.sim.Violation;

import java.util.List;

/** One run: a cluster with a singleton, and what happens to it. A seed says all of it. */
final class Simulation {
    private static final long BEGINS = 30 * World.SECOND;
    private static final int CALM_MILLIS = 20_000; // after the last fault began
    private static final long STAYS = 10 * World.SECOND;
    private static final long QUIET_MAX = 120 * World.SECOND;
    private static final long LENT = (SimNode.STOP_MAX_MILLIS + 100) * Agenda.MILLIS;
    private static final long DRAIN = LENT + World.SECOND;

    private final Scenario scenario;
    private final World world;
    private final int places;

    private Simulation(Scenario scenario, long seed, Mutant mutant, List<String> trace) {
        this.scenario = scenario;
        this.world = new World(seed * 64 + scenario.ordinal(), mutant, trace);
        this.places = 1 + world.chance.below(5);
    }

    /**
     * Runs a seed; where it fails, runs it again for its trace.
     *
     * @throws Violation with the scenario, the seed and the trace
     */
    static void run(Scenario scenario, long seed, Mutant mutant) {
        Replay.run(
                scenario + " seed " + seed,
                trace -> new Simulation(scenario, seed, mutant, trace).run());
    }

    private Void run() {
        world.resolver.start();
        for (int place = 0; place < places; place++) {
            int mine = place;
            world.agenda.in(world.chance.millis(0, 2000), () -> world.start(mine));
        }
        untilOneRuns("it does not begin", BEGINS);
        scenario.faults.accept(new Scenario.Faults(world));
        pass(Scenario.Faults.DURATION_MILLIS / 1000 * World.SECOND);
        world.agenda.in(world.chance.millis(0, CALM_MILLIS), this::calm);
        pass(CALM_MILLIS * Agenda.MILLIS);
        untilOneRuns("it does not run again", QUIET_MAX);
        pass(STAYS);
        if (places > 1 && world.mutant == Mutant.NONE && isWell() && isSettled()) {
            drain();
        }
        return null;
    }

    /** All have started and take each other for members: late words can take one down again. */
    private boolean isSettled() {
        return world.nodes.stream()
                .allMatch(
                        a ->
                                a.ownership.takesPart()
                                        && world.nodes.stream()
                                                .allMatch(b -> a.status(b) == Status.UP));
    }

    /** Its node drains, and nothing else happens: the next one runs it meanwhile, and keeps it. */
    private void drain() {
        SimNode node = world.running().getFirst();
        SimNode next = node.ownership.next();
        node.drain(DRAIN);
        pass(LENT);
        int runs = next.runs();
        if (!next.isWell()) {
            return; // a word of an earlier node in its place has come late, and takes it down
        }
        if (!next.mayHaveTurn() || node.status() != Status.UP) {
            throw new Violation("it is not lent");
        }
        pass(STAYS);
        if (!next.mayHaveTurn() || next.runs() != runs || node.alive || next.ownership.isDone()) {
            throw new Violation("it does not stay on the next node when the first has left");
        }
    }

    private void pass(long nanos) {
        long end = world.agenda.now() + nanos;
        while (world.agenda.now() < end) {
            world.step();
        }
    }

    private void untilOneRuns(String orElse, long within) {
        long end = world.agenda.now() + within;
        while (!isWell()) {
            if (world.agenda.now() > end) {
                throw new Violation(orElse);
            }
            world.step();
        }
    }

    private boolean isWell() {
        return world.nodes.size() == places
                && world.nodes.stream().allMatch(SimNode::isWell)
                && world.running().size() == 1;
    }

    /** All reach each other, and who has ended starts again. */
    private void calm() {
        world.trace(() -> "calm");
        world.network.heal();
        world.changed();
        world.agenda.in(2 * World.SECOND, this::keepAll);
    }

    private void keepAll() {
        for (int place = 0; place < places; place++) {
            if (world.at(place) == null) {
                world.start(place);
            }
        }
        world.agenda.in(2 * World.SECOND, this::keepAll);
    }
}
