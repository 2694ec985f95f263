package moonlet.registry;

import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;
import moonlet.protocol.wire.NameItem;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** A few nodes that are up, and whose items arrive when a test says so. */
final class TestCluster {
    static final long MILLIS = 1_000_000;

    final Map<String, TestNode> nodes = new HashMap<>();
    private final NameLimits limits;
    private int starts;
    long now;

    TestCluster(NameLimits limits, String... names) {
        this.limits = limits;
        List.of(names).forEach(this::start);
        deliver();
    }

    static TestCluster of(String... names) {
        return new TestCluster(NameLimits.DEFAULTS, names);
    }

    TestNode node(String name) {
        return nodes.get(name);
    }

    /** A node starts, and every other one is up for it as it is for them. */
    TestNode start(String name) {
        TestNode node = new TestNode(new NodeStart(name, ++starts), limits);
        for (TestNode other : nodes.values()) {
            node.connect(other.start);
            other.connect(node.start);
            other.names.up(node.start);
            node.names.up(other.start);
        }
        nodes.put(name, node);
        return node;
    }

    /** A node is lost, with what was on its way from it. */
    void lose(String name) {
        TestNode lost = nodes.remove(name);
        for (TestNode other : nodes.values()) {
            other.links.remove(lost.start);
            other.names.down(lost.start, now);
        }
    }

    /** Everything that is on its way arrives, and the answers to it. */
    void deliver() {
        while (deliverOnce() > 0) {
            // what arrived may have been answered
        }
    }

    /** What is on its way between two nodes arrives, but not the answers to it. */
    int deliver(TestNode from, TestNode to) {
        Queue<NameItem> link = from.links.get(to.start);
        List<NameItem> items = new ArrayList<>(link);
        link.clear();
        items.forEach(item -> to.names.receive(from.start, item, now));
        return items.size();
    }

    void pass(long nanos) {
        now += nanos;
        nodes.values().forEach(node -> node.names.expire(now));
    }

    /** Registers, lets all arrive, and returns what it came to. */
    Reply register(TestNode node, String name, Pid pid) {
        Ask.OfProcess ask = node.ask(pid);
        Reply now = node.names.register(ask, name, pid, this.now);
        deliver();
        return now == Reply.LATER ? node.answer(ask) : now;
    }

    /** Returns a name about which a node decides. */
    String nameOf(String arbiter) {
        return namesOf(arbiter, 1).getFirst();
    }

    List<String> namesOf(String arbiter, int count) {
        List<String> found = new ArrayList<>();
        for (int i = 0; found.size() < count; i++) {
            if (Rendezvous.node("name" + i, nodes.keySet(), arbiter).equals(arbiter)) {
                found.add("name" + i);
            }
        }
        return found;
    }

    private int deliverOnce() {
        int delivered = 0;
        for (TestNode from : nodes.values()) {
            for (TestNode to : nodes.values()) {
                if (from != to && !from.unreachable.contains(to.start)) {
                    delivered += deliver(from, to);
                }
            }
        }
        return delivered;
    }
}
