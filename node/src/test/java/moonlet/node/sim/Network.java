package moonlet.node.sim;

import java.util.HashSet;
import java.util.Set;

/**
 * A bad one: it loses, repeats, delays and reorders packets. Nodes are known by the place in which
 * they run; a node that starts again may do so in the old place or in a new one.
 */
final class Network {
    private record Way(int from, int to) {}

    private final Cluster cluster;
    private final Set<Way> cut = new HashSet<>();
    private int lossPercent;
    private final int repeatPercent;
    private final int slowPercent;
    private final int busyPercent;

    Network(Cluster cluster) {
        this.cluster = cluster;
        this.lossPercent = cluster.chance.below(3) * 8;
        this.repeatPercent = cluster.chance.below(3) * 5;
        this.slowPercent = cluster.chance.below(3) * 10;
        this.busyPercent = cluster.chance.below(3) * 30;
    }

    void cut(int from, int to) {
        cut.add(new Way(from, to));
    }

    void join(int from, int to) {
        cut.remove(new Way(from, to));
    }

    /** Everything arrives from here on, in any order. */
    void heal() {
        cut.clear();
        lossPercent = 0;
    }

    boolean connects(int a, int b) {
        return !cut.contains(new Way(a, b)) && !cut.contains(new Way(b, a));
    }

    /** Returns how long a connection takes no other frame after it has taken one. */
    long busy() {
        return cluster.chance.percent(busyPercent) ? cluster.chance.millis(1, 40) : 0;
    }

    void send(int from, int to, Packet packet) {
        Chance chance = cluster.chance;
        if (chance.percent(lossPercent)) {
            return;
        }
        int copies = chance.percent(repeatPercent) ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            long delay = chance.percent(slowPercent) ? chance.millis(1, 150) : chance.millis(0, 2);
            cluster.agenda.in(delay, () -> arrive(from, to, packet));
        }
    }

    private void arrive(int from, int to, Packet packet) {
        SimNode node = cluster.at(to);
        if (node == null || cut.contains(new Way(from, to))) {
            return;
        }
        cluster.trace(() -> packet + " at " + node);
        node.run(() -> node.receive(packet));
    }
}
