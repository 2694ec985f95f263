package moonlet.node.singleton.sim;

import java.util.HashMap;
import java.util.Map;

/**
 * Connections that keep the order of what they carry, between places in which nodes run. What is
 * said while a way is cut comes when it is whole again, as with TCP, or not at all.
 */
final class Network {
    private record Way(int from, int to) {}

    private static final int KEPT_PERCENT = 50;

    private final World world;
    private final Map<Way, Long> cutUntil = new HashMap<>();

    Network(World world) {
        this.world = world;
    }

    void cut(int from, int to, long until) {
        cutUntil.merge(new Way(from, to), until, Math::max);
        world.changed();
        world.agenda.at(until, world::changed);
    }

    void heal() {
        cutUntil.clear();
    }

    boolean reaches(SimNode from, SimNode to) {
        return cutUntil(from, to) <= world.agenda.now();
    }

    /** Whether each reaches the other. */
    boolean connects(SimNode a, SimNode b) {
        return reaches(a, b) && reaches(b, a);
    }

    /** Has something arrive at a node, unless that is gone by then. */
    void send(SimNode from, SimNode to, Runnable what) {
        long now = world.agenda.now();
        long until = cutUntil(from, to);
        if (until > now && !world.chance.percent(KEPT_PERCENT)) {
            return;
        }
        long at = Math.max(now, until) + world.chance.millis(1, 20);
        at = Math.max(at, to.latest.getOrDefault(from, 0L));
        to.latest.put(from, at);
        world.agenda.at(at, () -> to.run(from, what));
    }

    private long cutUntil(SimNode from, SimNode to) {
        return cutUntil.getOrDefault(new Way(from.place, to.place), 0L);
    }
}
