package moonlet.registry;

import moonlet.protocol.NodeStart;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The members of whom a majority is counted, as one of them knows them. Who comes counts at once;
 * who is down counts on, without a promise, until all who remain have said that he is down for them
 * too. A node that joins promises nothing before all members that it knows, or of which they tell,
 * have told what they hold.
 */
final class Electorate {
    private final Set<NodeStart> others = new HashSet<>(); // up, but for this node
    private final Map<NodeStart, Set<NodeStart>> lost = new HashMap<>(); // and who has said so
    private final Map<String, Long> down = new HashMap<>(); // the latest start that is down
    private final Set<NodeStart> awaited = new HashSet<>();
    private final Set<NodeStart> copied = new HashSet<>();
    private boolean joined;
    private boolean promises;

    /** Returns false if that start is known to be down. */
    boolean up(NodeStart node) {
        return !isDown(node) && others.add(node);
    }

    boolean isUp(NodeStart node) {
        return others.contains(node);
    }

    /** The nodes that are up, but for this one. */
    Set<NodeStart> others() {
        return others;
    }

    /** How many count. */
    int members() {
        return 1 + others.size() + lost.size();
    }

    /** How many of them are up. */
    int living() {
        return 1 + others.size();
    }

    /** Of each node the latest start that is down. */
    List<NodeStart> tombstones() {
        List<NodeStart> all = new ArrayList<>();
        down.forEach((node, incarnation) -> all.add(new NodeStart(node, incarnation)));
        return all;
    }

    /** A start of a node is down, and so all earlier ones; returns those that were up until now. */
    List<NodeStart> down(NodeStart node) {
        down.merge(node.node(), node.incarnation(), Math::max);
        List<NodeStart> now = others.stream().filter(this::isDown).toList();
        now.forEach(
                gone -> {
                    others.remove(gone);
                    lost.put(gone, new HashSet<>());
                });
        return now;
    }

    /** Another node counts on a start no more, nor on earlier ones. */
    void confirmed(NodeStart node, NodeStart by) {
        lost.forEach(
                (gone, said) -> {
                    if (isSameOrEarlier(gone, node)) {
                        said.add(by);
                    }
                });
    }

    /** Those of whom all who remain have said that they are down count no more. */
    void shrink() {
        lost.values().removeIf(said -> said.containsAll(others));
    }

    boolean isDown(NodeStart node) {
        return node.incarnation() <= down.getOrDefault(node.node(), Long.MIN_VALUE);
    }

    /** This node is a member, and those were when it became one. */
    void joined(Set<NodeStart> members) {
        joined = true;
        awaited.addAll(members);
    }

    /** A member tells of another one. */
    void toldOf(NodeStart node) {
        if (!promises) {
            awaited.add(node);
        }
    }

    /** A member has told all that it holds, and whom it knows. */
    void copied(NodeStart node) {
        if (!promises) {
            copied.add(node);
        }
    }

    /** Whether this node may promise names. */
    boolean mayPromise() {
        if (!promises && joined && copied.containsAll(others)) {
            promises = awaited.stream().allMatch(node -> copied.contains(node) || isDown(node));
            if (promises) {
                awaited.clear();
                copied.clear();
            }
        }
        return promises;
    }

    private static boolean isSameOrEarlier(NodeStart start, NodeStart than) {
        return start.node().equals(than.node()) && start.incarnation() <= than.incarnation();
    }

    @Override
    public String toString() {
        return "up " + others + " lost " + lost.keySet() + (promises ? "" : " (not in sync)");
    }
}
