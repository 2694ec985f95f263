package moonlet.node.singleton.sim;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Connections that keep the order of what they carry, between places in which nodes run. What is
 * said while a way is cut comes when it is whole again, as with TCP, or not at all.
 */
final class Network {
    private record Way(int from, int to) {}

    private static final int KEPT_PERCENT = 50;
    private static final int LATE_PERCENT = 20;

    private final World world;
    private final Map<Way, Long> cutUntil = new HashMap<>();
    private boolean healed;

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
        healed = true;
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

    /** The same for who lives at an address by then; it may come late. */
    void sendByAddress(SimNode from, int place, Consumer<SimNode> what) {
        long now = world.agenda.now();
        long until = cutUntil(from.place, place);
        if (until > now && !world.chance.percent(KEPT_PERCENT)) {
            return;
        }
        boolean isLate = !healed && world.chance.percent(LATE_PERCENT);
        long delay = world.chance.millis(1, isLate ? 20_000 : 20);
        world.agenda.at(
                Math.max(now, until) + delay,
                () -> {
                    SimNode there = world.at(place);
                    if (there != null) {
                        there.run(from, () -> what.accept(there));
                    }
                });
    }

    private long cutUntil(SimNode from, SimNode to) {
        return cutUntil(from.place, to.place);
    }

    private long cutUntil(int from, int to) {
        return cutUntil.getOrDefault(new Way(from, to), 0L);
    }
}
