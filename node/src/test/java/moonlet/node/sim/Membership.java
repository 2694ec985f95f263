package moonlet.node.sim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The cluster membership that the machines live with: joins and downings reach every node, each at
 * its own time. Who cannot be reached for {@link #STABLE} is downed by the majority; a node that is
 * downed ends, but not at once.
 */
final class Membership {
    static final long STABLE = 300 * Agenda.MILLIS;

    private final Cluster cluster;
    private final List<SimNode> members = new ArrayList<>(); // joined and not downed

    Membership(Cluster cluster) {
        this.cluster = cluster;
    }

    List<SimNode> members() {
        return members;
    }

    /** Members that have not crashed. */
    List<SimNode> living() {
        return members.stream().filter(node -> node.alive).toList();
    }

    /** Returns whether no living member has that name. */
    boolean isFree(String name) {
        return living().stream().noneMatch(node -> node.name.equals(name));
    }

    void join(SimNode joining) {
        for (SimNode node : List.copyOf(members)) {
            if (node.name.equals(joining.name)) {
                down(node); // it comes back as another
            }
        }
        for (SimNode node : members) {
            tell(node, () -> node.up(joining));
            tell(joining, () -> joining.up(node));
        }
        members.add(joining);
    }

    /** Somebody may have become unreachable: that is decided when it has been so for a while. */
    void watch() {
        cluster.agenda.in(STABLE, this::resolve);
    }

    /** A process of the operating system is gone: its peers notice by their tethers. */
    void crash(SimNode node) {
        cluster.trace(() -> node.name + " crashes");
        node.crash();
        cluster.agenda.in(cluster.chance.millis(20, 110), this::resolve);
        watch();
    }

    /** The majority downs all others; without one, everybody ends. */
    void resolve() {
        Set<SimNode> stay = majority();
        for (SimNode node : List.copyOf(members)) {
            if (!stay.contains(node)) {
                down(node);
            }
        }
    }

    /** Decides that a member is down. It may live, and learns of it later than others. */
    void down(SimNode victim) {
        if (!members.remove(victim)) {
            return;
        }
        cluster.trace(() -> victim.name + " incarnation " + victim.incarnation + " is down");
        for (SimNode node : members) {
            tell(node, () -> node.down(victim));
        }
        cluster.agenda.in(cluster.chance.millis(0, 200), () -> victim.run(victim::crash));
    }

    private Set<SimNode> majority() {
        Set<SimNode> largest = Set.of();
        for (SimNode start : living()) {
            Set<SimNode> side = reachable(start);
            largest = side.size() > largest.size() ? side : largest;
        }
        if (2 * largest.size() <= members.size()) {
            return Set.of();
        }
        Set<SimNode> stay = new LinkedHashSet<>(largest);
        for (SimNode a : largest) {
            for (SimNode b : largest) {
                // Both see a third that sees both: one of them has to go.
                if (stay.contains(a) && stay.contains(b) && a != b && !connected(a, b)) {
                    stay.remove(cluster.chance.percent(50) ? a : b);
                }
            }
        }
        return stay;
    }

    private Set<SimNode> reachable(SimNode start) {
        Set<SimNode> side = new HashSet<>(Set.of(start));
        List<SimNode> open = new ArrayList<>(side);
        while (!open.isEmpty()) {
            SimNode node = open.removeLast();
            for (SimNode other : living()) {
                if (connected(node, other) && side.add(other)) {
                    open.add(other);
                }
            }
        }
        return side;
    }

    private boolean connected(SimNode a, SimNode b) {
        return cluster.network.connects(a.place, b.place);
    }

    private void tell(SimNode node, Runnable news) {
        cluster.agenda.in(cluster.chance.millis(0, 30), () -> node.run(news));
    }
}
