package moonlet.node.singleton.sim;

import moonlet.node.sim.Agenda;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Pekko's {@code ClusterSingletonManager} on one node: the oldest member has the singleton, and
 * gets it from the one before, or when that is removed.
 */
final class Ownership {
    private enum State {
        START,
        YOUNGER,
        BECOMING_OLDEST,
        OLDEST,
        HANDING_OVER,
        END
    }

    private static final long RETRY = 200 * Agenda.MILLIS;

    private final SimNode node;
    private State state = State.START;
    private final List<SimNode> previous = new ArrayList<>(); // older ones, oldest first
    private SimNode handOverTo;
    private boolean subscribed;

    Ownership(SimNode node) {
        this.node = node;
    }

    /** A member is something else than it was. */
    void changed(SimNode member, Status status) {
        if (member == node && status == Status.UP && !subscribed) {
            subscribed = true; // its services start first
            node.in(node.world.chance.millis(0, 1500), this::start);
        }
        if (state == State.YOUNGER || state == State.BECOMING_OLDEST) {
            node.in(Agenda.MILLIS, this::look);
        }
    }

    /** The node is no member any more. */
    void stop() {
        boolean had = state == State.OLDEST;
        state = State.END;
        if (had) {
            node.singleton.handOver();
        }
    }

    void released() {
        if (state == State.HANDING_OVER) {
            state = State.END;
            SimNode to = handOverTo;
            node.world.trace(() -> node + " has handed over to " + to);
            node.world.network.send(node, to, () -> to.ownership.handOverDone(node));
        }
    }

    /** Whether the node has nothing to hand over any more. */
    boolean isDone() {
        return state != State.OLDEST && state != State.HANDING_OVER;
    }

    /** Whether its services have started, so that it may have the singleton. */
    boolean takesPart() {
        return state != State.START;
    }

    /** Who has the singleton after this node; null if that is nobody, or others are before it. */
    SimNode next() {
        return next(node);
    }

    /** Who has it after a node, as this one knows it. */
    SimNode next(SimNode owner) {
        List<SimNode> up =
                owners().stream().filter(other -> node.status(other) == Status.UP).toList();
        return up.size() > 1 && up.getFirst() == owner ? up.get(1) : null;
    }

    private List<SimNode> owners() {
        return node.view.keySet().stream()
                .filter(other -> mayOwn(other))
                .sorted(Comparator.comparingInt(other -> other.age))
                .toList();
    }

    private boolean mayOwn(SimNode other) {
        return node.status(other).mayOwn() && other.age != Integer.MAX_VALUE;
    }

    private void start() {
        if (node.terminated || state != State.START) {
            return;
        }
        node.view.keySet().stream() // also who is about to leave for good
                .filter(other -> !node.status(other).isOver() && other.age < node.age)
                .sorted(Comparator.comparingInt(other -> other.age))
                .forEach(previous::add);
        state = State.YOUNGER;
        look();
    }

    private void look() {
        List<SimNode> owners = owners();
        if (node.terminated || owners.isEmpty()) {
            return;
        }
        previous.removeIf(other -> node.status(other).isOver());
        boolean isOldest = owners.getFirst() == node;
        if (state == State.YOUNGER && isOldest) {
            state = State.BECOMING_OLDEST;
            retry();
        }
        if (state == State.BECOMING_OLDEST && previous.isEmpty()) {
            own();
        }
    }

    private void retry() {
        if (state == State.BECOMING_OLDEST && !node.terminated) {
            if (!previous.isEmpty()) {
                SimNode before = previous.getFirst();
                node.world.network.send(node, before, () -> before.ownership.handOverToMe(node));
            }
            node.in(RETRY, this::retry);
        }
    }

    private void handOverToMe(SimNode to) {
        switch (state) {
            case OLDEST -> {
                state = State.HANDING_OVER;
                handOverTo = to;
                node.world.trace(() -> node + " is to hand over to " + to);
                node.singleton.handOver();
                if (node.world.mutant == Mutant.IT_IS_HANDED_OVER_BEFORE_ITS_END) {
                    node.singleton.ended();
                }
            }
            case YOUNGER -> {
                if (!node.status().equals(Status.LEAVING)
                        && !node.status().equals(Status.EXITING)) {
                    node.world.network.send(node, to, () -> to.ownership.handOverDone(node));
                }
            }
            case START, BECOMING_OLDEST, HANDING_OVER, END -> {}
        }
    }

    /** From any start of the node that was before: Pekko looks at the address only. */
    private void handOverDone(SimNode from) {
        boolean expected = !previous.isEmpty() && previous.getFirst().place == from.place;
        if (state == State.BECOMING_OLDEST && expected && !node.terminated) {
            own();
        }
    }

    private void own() {
        state = State.OLDEST;
        node.world.trace(() -> node + " is the oldest");
        node.singleton.assigned(node.losses(), node.world.agenda.now());
    }
}
