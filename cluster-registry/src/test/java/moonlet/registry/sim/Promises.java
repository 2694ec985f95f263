package moonlet.registry.sim;

import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;

import java.util.Objects;
import java.util.Set;

/** The promises R1 to R6 of the design, as far as one can see them from outside. */
final class Promises {
    private final SimCluster cluster;

    Promises(SimCluster cluster) {
        this.cluster = cluster;
    }

    /** A process was told that a name is its own: while nothing fails, it is the only one. */
    void won(SimProcess winner, String name) {
        if (cluster.scenario != Scenario.STEADY) {
            return;
        }
        for (SimNode node : cluster.nodes) {
            for (SimProcess process : node.living()) {
                boolean both = process != winner && process.names.contains(name);
                require(!both, "R3: two hold " + name + ": " + process.pid, winner.pid);
            }
        }
    }

    /** A process was told that it lost a name: that happens once, and not while nothing fails. */
    void lost(SimProcess loser, String name) {
        require(cluster.scenario != Scenario.STEADY, "R3: revoked in normal times", name);
        boolean held = loser.names.remove(name) || loser.given.contains(name);
        require(held && loser.lives, "R3: told of what it did not have: " + name, loser.pid);
    }

    /** R2: nobody is found whose end was known when he was looked up. */
    void found(Pid holder, Set<Pid> ended) {
        require(holder == null || !ended.contains(holder), "R2: found after its end", holder);
    }

    /** R2: nobody is found of whom the node knows that he is dead. */
    void checkAlways(SimNode node) {
        for (String name : SimCluster.NAMES) {
            Pid holder = node.names.holder(name);
            if (holder != null) {
                found(holder, node.ended);
                NodeStart start = NodeStart.of(holder);
                boolean lives =
                        start.equals(node.start)
                                ? node.processes.get(holder).lives
                                : node.links.containsKey(start);
                require(lives, "R2: " + node + " knows that he is dead", holder);
            }
        }
    }

    /** When all nodes have talked to each other and nothing is on its way. */
    void checkAtRest() {
        for (SimNode node : cluster.nodes) {
            require(node.open() == 0, "R6: questions are not answered", node);
            int held = 0;
            for (String name : SimCluster.NAMES) {
                Pid holder = node.names.holder(name);
                for (SimNode other : cluster.nodes) {
                    Pid there = other.names.holder(name);
                    require(Objects.equals(holder, there), "R1: other than " + other, node);
                }
                held += holder == null ? 0 : 1;
                require(holder == null || cluster.lives(holder), "R4: kept of the dead", holder);
            }
            require(node.names.size() == held + cluster.nodes.size(), "R5: too large", node);
            for (SimProcess process : node.living()) {
                for (String name : process.names) {
                    boolean holds = process.pid.equals(node.names.holder(name));
                    require(holds, "R3: not told that it lost " + name, process.pid);
                }
            }
        }
    }

    private static void require(boolean holds, String what, Object who) {
        if (!holds) {
            throw new Violation(what + ": " + who);
        }
    }
}
