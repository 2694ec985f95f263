package moonlet.registry;

import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;
import moonlet.protocol.wire.NameItem;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A few members that agree on one name, and whose items arrive when a test says so. */
final class AgreedCluster {
    static final String KEY = "name";

    final Map<String, AgreedNode> nodes = new TreeMap<>();
    private final Set<String> unreachable = new HashSet<>();
    private int starts;
    private long now;

    static AgreedCluster of(String... names) {
        AgreedCluster cluster = new AgreedCluster();
        List.of(names).forEach(cluster::start);
        cluster.deliver();
        return cluster;
    }

    AgreedNode node(String name) {
        return nodes.get(name);
    }

    AgreedNode start(String name) {
        AgreedNode node = new AgreedNode(new NodeStart(name, ++starts));
        node.agreed.joined(
                nodes.values().stream().map(other -> other.start).collect(Collectors.toSet()));
        for (AgreedNode other : nodes.values()) {
            other.up(node.start);
            node.up(other.start);
        }
        nodes.put(name, node);
        return node;
    }

    /** Nothing reaches that node or comes from it, for now. */
    void cut(String name) {
        unreachable.add(name);
    }

    void heal() {
        unreachable.clear();
        deliver();
    }

    /** A node is down, and all hear of it. */
    void lose(String name) {
        NodeStart lost = nodes.remove(name).start;
        nodes.values().forEach(other -> other.down(lost));
    }

    /** A node is down, and one of the others hears of it. */
    void loseFor(String name, String other) {
        node(other).down(node(name).start);
    }

    /** Claims the name; {@code all} as in scope STRONG. */
    Ask.OfProcess begin(AgreedNode node, Pid pid, boolean all) {
        return node.claim(pid, all, now);
    }

    /** The same, and all arrives that can; returns what it came to. */
    Reply claim(AgreedNode node, Pid pid, boolean all) {
        Ask.OfProcess ask = begin(node, pid, all);
        deliver();
        return node.answer(ask);
    }

    void pass(long nanos) {
        now += nanos;
        nodes.values().forEach(node -> node.agreed.expire(now));
        deliver();
    }

    /** Everything that is on its way and can arrive does, and the answers to it. */
    void deliver() {
        while (nodes.values().stream().anyMatch(this::deliverOf)) {
            // what arrived may have been answered
        }
    }

    private boolean deliverOf(AgreedNode from) {
        boolean delivered = false;
        for (AgreedNode to : nodes.values()) {
            Queue<NameItem> link = from.links.get(to.start);
            boolean isCut =
                    unreachable.contains(from.start.node())
                            || unreachable.contains(to.start.node());
            while (link != null && !isCut && !link.isEmpty()) {
                arrive(from.start, to, link.remove());
                delivered = true;
            }
        }
        return delivered;
    }

    private static void arrive(NodeStart from, AgreedNode to, NameItem item) {
        switch (item) {
            case NameItem.Vote vote -> to.agreed.receive(from, vote);
            case NameItem.Delta delta -> to.agreed.receive(from, delta);
            default -> throw new AssertionError("not of agreed names: " + item);
        }
    }
}
