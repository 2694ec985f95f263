package moonlet.node.singleton.sim;

import moonlet.node.sim.Agenda;
import moonlet.node.sim.Chance;
import moonlet.node.sim.Violation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** All nodes, what is between them, and the promise that is checked whenever something happens. */
final class World {
    static final long SECOND = 1000 * Agenda.MILLIS;

    /** The defaults of {@code ClusterSettings}. */
    static final long MARGIN = 7 * SECOND;

    static final long LEASE = MARGIN / 4 * 3;

    /** No turn takes longer. */
    private static final long TURN = 5 * Agenda.MILLIS;

    final Chance chance;
    final Mutant mutant;
    final Agenda agenda = new Agenda();
    final Network network = new Network(this);
    final Resolver resolver = new Resolver(this);
    final List<SimNode> nodes = new ArrayList<>(); // that live
    private final List<String> trace; // null where nobody reads it
    private int starts;
    private int ages;
    private long changedAt;
    private SimNode last; // that had a turn
    private long lastAt;

    World(long seed, Mutant mutant, List<String> trace) {
        this.chance = new Chance(seed);
        this.mutant = mutant;
        this.trace = trace;
    }

    void trace(Supplier<String> line) {
        if (trace != null) {
            trace.add("%9.3f ".formatted(agenda.now() / 1e9) + line.get());
        }
    }

    /** Starts a node, which then joins. */
    SimNode start(int place) {
        SimNode node = new SimNode(this, place, ++starts);
        nodes.add(node);
        trace(() -> node + " starts");
        node.gossip.join();
        return node;
    }

    /** Returns the node that lives in a place, or null. */
    SimNode at(int place) {
        return nodes.stream().filter(node -> node.place == place).findFirst().orElse(null);
    }

    /** The age of the next member: the number by which Pekko tells who is older. */
    int nextAge() {
        return ++ages;
    }

    /** Who reaches whom, or who answers, is not what it was. */
    void changed() {
        changedAt = agenda.now();
    }

    long unchangedFor() {
        return agenda.now() - changedAt;
    }

    /** Lets the next thing happen. */
    void step() {
        agenda.step();
        check();
    }

    List<SimNode> running() {
        return nodes.stream().filter(SimNode::mayHaveTurn).toList();
    }

    /** Never two at once: not even the end of a turn of one and the begin of one of another. */
    private void check() {
        for (SimNode node : nodes) {
            if (!node.mayHaveTurn()) {
                continue;
            }
            long now = agenda.now();
            boolean isOther = last != node && last != null;
            if (isOther && now - lastAt < TURN && last.hasProcess() && last.isAwake()) {
                throw new Violation("two at once: " + last + " and " + node);
            }
            last = node;
            lastAt = now;
        }
    }
}
