package moonlet.registry.sim;

import moonlet.protocol.Pid;
import moonlet.registry.Reply;

import java.util.Objects;

/** The promises of names that members agree on: C1 to C4. */
final class AgreedPromises {
    private final SimCluster cluster;

    AgreedPromises(SimCluster cluster) {
        this.cluster = cluster;
    }

    /** C1: no two members have given the same name to a process of theirs. */
    void checkAlways() {
        for (String key : SimCluster.NAMES) {
            SimNode holder = null;
            for (SimNode node : cluster.nodes) {
                if (node.agreed.isHeldHere(key)) {
                    require(holder == null, "C1: two hold " + key + ": " + holder, node);
                    holder = node;
                }
            }
        }
    }

    /** C2: all know the same; nothing is kept that is of no use. */
    void checkAtRest() {
        for (SimNode node : cluster.nodes) {
            int held = 0;
            for (String key : SimCluster.NAMES) {
                Pid holder = node.agreed.holder(key);
                for (SimNode other : cluster.nodes) {
                    Pid there = other.agreed.holder(key);
                    require(
                            Objects.equals(holder, there),
                            "C2: " + key + " other than " + other,
                            node);
                }
                held += holder == null ? 0 : 1;
                require(holder == null || cluster.lives(holder), "C2: of the dead", holder);
            }
            String kept = node + " " + node.agreed;
            require(node.agreed.size() == held + cluster.nodes.size(), "C2: too large", kept);
        }
    }

    /** C3: what is free can be had, and what is held cannot. */
    void checkUse() {
        for (String key : SimCluster.NAMES) {
            SimNode node = cluster.any(cluster.nodes);
            SimProcess process = node.spawn();
            boolean free = node.agreed.holder(key) == null;
            Reply[] got = new Reply[1];
            node.claim(process, key, cluster.percent(50), reply -> got[0] = reply);
            cluster.settle();
            require((got[0].pid() != null) == free, "C3: " + key + " got " + got[0], node);
            node.end(process);
        }
    }

    private static void require(boolean holds, String what, Object who) {
        if (!holds) {
            throw new Violation(what + ": " + who);
        }
    }
}
