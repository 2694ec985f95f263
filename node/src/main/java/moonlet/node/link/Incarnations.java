package moonlet.node.link;

import moonlet.protocol.wire.Hello;

import java.util.HashMap;
import java.util.Map;

/**
 * Which start of which node is a member: it decides who may speak to this node, and which PIDs can
 * belong to a living process. A start that is down stays down; its frames are refused for good.
 */
public final class Incarnations {
    /** What is known of one start of a node. */
    public enum State {
        /** Not a member yet; it may be soon. */
        UNKNOWN,
        UP,
        DOWN
    }

    private final String self;
    private final long selfIncarnation;
    private final Map<String, Long> up = new HashMap<>();
    // The latest start of each node that is down. Starts are times, so all earlier ones are down.
    private final Map<String, Long> down = new HashMap<>();

    public Incarnations(String self, long selfIncarnation) {
        this.self = self;
        this.selfIncarnation = selfIncarnation;
    }

    /**
     * A start of a node is a member, so all earlier ones are down, though the news of that may come
     * later.
     *
     * @return false if it is known to be down
     */
    public boolean up(String node, long incarnation) {
        if (state(node, incarnation) == State.DOWN) {
            return false;
        }
        down(node, incarnation - 1);
        up.put(node, incarnation);
        return true;
    }

    /** A start of a node is down. */
    public void down(String node, long incarnation) {
        down.merge(node, incarnation, Math::max);
        up.computeIfPresent(node, (_, now) -> now <= incarnation ? null : now);
    }

    /** Returns what is known of this start of this node. */
    public State state(String node, long incarnation) {
        if (incarnation <= down.getOrDefault(node, Long.MIN_VALUE)) {
            return State.DOWN;
        }
        return up.getOrDefault(node, Long.MIN_VALUE) == incarnation ? State.UP : State.UNKNOWN;
    }

    /** Returns null if who says {@code hello} may speak to this node, else why not. */
    public String refusal(Hello hello) {
        if (!hello.peerNode().equals(self) || hello.peerIncarnation() != selfIncarnation) {
            return "this is not "
                    + start(hello.peerNode(), hello.peerIncarnation())
                    + " but "
                    + start(self, selfIncarnation);
        }
        return state(hello.node(), hello.incarnation()) == State.UP
                ? null
                : start(hello.node(), hello.incarnation()) + " is not a member of this cluster";
    }

    private static String start(String node, long incarnation) {
        return node + " started at " + incarnation;
    }
}
