package moonlet.node.singleton.sim;

import moonlet.node.sim.Agenda;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a node becomes a member, and how members learn of each other. */
final class Gossip {
    private static final long INTERVAL = 300 * Agenda.MILLIS;
    private static final long RETRY = 2 * World.SECOND;
    private static final long JOIN_MAX = 20 * World.SECOND;

    private final SimNode node;
    private final World world;

    Gossip(SimNode node) {
        this.node = node;
        this.world = node.world;
    }

    /** Asks a member to be let in, or begins a cluster; gives up if that takes too long. */
    void join() {
        if (node.joinedFor() > JOIN_MAX) {
            node.die();
            return;
        }
        // Who was let in is of the cluster there was, also if nobody else is left of that.
        if (world.nodes.stream().allMatch(other -> other.view.isEmpty())) {
            node.age = world.nextAge();
            node.learn(node, Status.UP);
            node.live();
            return;
        }
        List<SimNode> members =
                world.nodes.stream()
                        .filter(other -> other.status().isMember() && !other.isOut())
                        .toList();
        if (!members.isEmpty()) {
            SimNode member = world.chance.of(members);
            world.network.send(node, member, () -> member.gossip.letIn(node));
        }
        node.in(
                RETRY,
                () -> {
                    if (node.status().isJoining() && !node.terminated) {
                        join();
                    }
                });
    }

    /** An earlier start in the same place goes first. */
    private void letIn(SimNode joining) {
        if (node.terminated || !node.status().isMember()) {
            return;
        }
        if (node.view.containsKey(joining)) {
            welcome(joining);
            return;
        }
        SimNode before =
                node.view.keySet().stream()
                        .filter(other -> other.place == joining.place)
                        .filter(other -> !node.status(other).isOver())
                        .findFirst()
                        .orElse(null);
        if (before == null) {
            node.learn(joining, Status.JOINING);
            welcome(joining);
        } else if (before != node) {
            node.learn(before, Status.DOWN);
        }
    }

    private void welcome(SimNode joining) {
        Map<SimNode, Status> told = new LinkedHashMap<>(node.view);
        world.network.send(node, joining, () -> joining.gossip.welcomed(told));
    }

    private void welcomed(Map<SimNode, Status> told) {
        if (node.view.isEmpty()) {
            told.forEach(node::learn);
            node.live();
        }
    }

    /** Tells another what this node knows, again and again. */
    void tell() {
        if (node.terminated) {
            return;
        }
        List<SimNode> others =
                node.view.keySet().stream()
                        .filter(other -> other != node && !node.status(other).isOver())
                        .toList();
        if (!others.isEmpty()) {
            SimNode other = world.chance.of(others);
            if (other.alive && !other.view.equals(node.view)) {
                Map<SimNode, Status> told = new LinkedHashMap<>(node.view);
                world.network.send(node, other, () -> other.gossip.hear(node, told));
            }
        }
        node.in(INTERVAL, this::tell);
    }

    private void hear(SimNode from, Map<SimNode, Status> told) {
        Status sender = node.status(from);
        if (!node.terminated && sender != null && !sender.isOver()) {
            told.forEach(node::learn);
        }
    }
}
