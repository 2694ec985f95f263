package moonlet.node.sim;

import moonlet.protocol.Pid;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** The promises that hold when all nodes can talk, and nothing is on its way any more. */
final class Quiescence {
    private final Cluster cluster;

    Quiescence(Cluster cluster) {
        this.cluster = cluster;
    }

    void check() {
        for (SimNode node : cluster.membership.living()) {
            for (SimNode other : cluster.membership.living()) {
                if (node != other) {
                    SimPeer peer = node.peers.get(other.name);
                    require(peer != null && peer.other == other, node, "does not know", other);
                    require(peer.isQuiet(), node, "still waits for", other);
                    int rows = rows(node, other) + rows(other, node) + links(node, other);
                    require(peer.relations.rows() == rows, node, "has rows left with", other);
                }
            }
            node.processes.values().forEach(this::check);
            checkNames(node);
        }
    }

    /** R1 to R5: all agree, holders live and know it, and nothing but that is kept. */
    private void checkNames(SimNode node) {
        require(node.names.isQuiet(), node, "R6: still waits for an answer about", "a name");
        int held = 0;
        for (int i = 0; i < Activity.NAMES; i++) {
            String name = "name" + i;
            Pid holder = node.names.names.holder(name);
            for (SimNode other : cluster.membership.living()) {
                Pid there = other.names.names.holder(name);
                require(
                        Objects.equals(holder, there),
                        node,
                        "R1: does not agree on " + name,
                        other);
            }
            if (holder != null) {
                held++;
                require(cluster.processes.get(holder).lives(), node, "R4: thinks it lives", holder);
            }
        }
        int parts = cluster.membership.living().size();
        require(
                node.names.names.size() == held + parts,
                node,
                "R5: keeps more than names:",
                node.names.names);
        for (SimProcess process : node.processes.values()) {
            for (String name : process.names) {
                boolean has = process.pid.equals(node.names.names.holder(name));
                require(has, process, "R3: was not told that it lost", name);
            }
        }
    }

    private void check(SimProcess process) {
        process.sent.forEach((to, count) -> arrived(process, to, count));
        if (!process.lives()) {
            return;
        }
        require(process.waitsFor == null, process, "M3: waits for room to", process.waitsFor);
        for (Pid target : process.monitored) {
            require(lives(process, target), process, "E1: was not told of the end of", target);
        }
        for (Pid peer : process.links) {
            boolean both = lives(process, peer);
            both = both && cluster.processes.get(peer).links.contains(process.pid);
            require(both, process, "E1: is linked from one side only with", peer);
        }
        boolean orphan = !cluster.promises.isKnown(process);
        require(!orphan || isLost(process), process, "is an orphan of", process.origin);
    }

    /** M3: between nodes that never lost each other, everything has arrived. */
    private void arrived(SimProcess from, Pid to, int count) {
        SimProcess target = cluster.processes.get(to);
        if (from.node.peer(to) == null || !target.node.alive) {
            return;
        }
        int unread = target.unreadFrom(from.pid);
        boolean all = target.gotFrom(from.pid) + unread == count;
        require(all, from, "M3: messages are missing, sent to", to);
        boolean known = unread == 0 || from.node.gone.contains(to);
        require(known, from, "M3: messages were lost in silence, sent to", to);
    }

    private boolean lives(SimProcess process, Pid other) {
        SimProcess target = cluster.processes.get(other);
        return target != null && target.lives() && process.node.peer(other) != null;
    }

    /** Whether the node that asked for a process was lost. */
    private static boolean isLost(SimProcess process) {
        return process.node.lostSight.contains(process.origin.by());
    }

    private static int rows(SimNode watching, SimNode watched) {
        Set<Pid> targets = new HashSet<>();
        for (SimProcess process : watching.processes.values()) {
            if (process.lives()) {
                process.monitored.stream().filter(t -> of(watched, t)).forEach(targets::add);
            }
        }
        return targets.size();
    }

    private static int links(SimNode node, SimNode other) {
        int links = 0;
        for (SimProcess process : node.processes.values()) {
            if (process.lives()) {
                links += (int) process.links.stream().filter(peer -> of(other, peer)).count();
            }
        }
        return links;
    }

    private static boolean of(SimNode node, Pid pid) {
        return pid.incarnation() == node.incarnation && pid.node().equals(node.name);
    }

    private static void require(boolean holds, Object who, String what, Object whom) {
        if (!holds) {
            throw new Violation(who + " " + what + " " + whom);
        }
    }
}
