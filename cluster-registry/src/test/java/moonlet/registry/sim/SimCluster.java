package moonlet.registry.sim;

import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;
import moonlet.protocol.wire.NameItem;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * The nodes and what is between them: links that keep their order but take any time, nodes that do
 * not reach each other for a while, die and come back, and news of that which comes when it comes.
 */
final class SimCluster {
    static final long MILLIS = 1_000_000;
    private static final int DELIVERIES_MAX = 100_000; // until there is rest

    static final List<String> NAMES = List.of("n0", "n1", "n2", "n3", "n4");

    final Scenario scenario;
    final Mutant mutant;
    final Promises promises = new Promises(this);
    final AgreedPromises agreement = new AgreedPromises(this);
    final List<SimNode> nodes = new ArrayList<>(); // those that live
    final List<SimNode> expelled = new ArrayList<>(); // those that live, but are no members
    long now;
    int refusedPercent; // of the claims that reach another node
    private final SplittableRandom random;
    private final List<String> trace;
    private final Map<NodeStart, SimNode> all = new HashMap<>();
    private final Set<Set<String>> cuts = new HashSet<>();
    private int starts;

    SimCluster(Scenario scenario, long seed, Mutant mutant, List<String> trace) {
        this.scenario = scenario;
        this.mutant = mutant;
        this.trace = trace;
        this.random = new SplittableRandom(seed * 31 + scenario.ordinal());
        int size = scenario == Scenario.LONG_CUT ? 5 : 3 + below(3);
        for (int i = size; i > 0; i--) {
            start("node" + i);
        }
        settle();
    }

    void trace(String line) {
        if (trace != null) {
            trace.add(line);
        }
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean percent(int p) {
        return below(100) < p;
    }

    <T> T any(List<T> list) {
        return list.get(below(list.size()));
    }

    boolean isCut(String a, String b) {
        return cuts.contains(Set.of(a, b));
    }

    boolean lives(Pid pid) {
        SimNode node = all.get(NodeStart.of(pid));
        return node != null && node.alive && node.processes.get(pid).lives;
    }

    /** Two nodes do not reach each other any more, or do again. */
    void cutOrJoin() {
        Set<String> two = new HashSet<>();
        two.add(any(nodes).start.node());
        two.add(any(nodes).start.node());
        if (two.size() == 2 && !cuts.remove(two)) {
            cuts.add(two);
            if (mutant == Mutant.ONLY_REACHABLE_MEMBERS_COUNT) {
                forgetEachOther(two);
            }
        }
        trace("cuts: " + cuts);
    }

    /** From five members on: one does not reach two others any more, until there is rest. */
    void cutForLong() {
        for (int i = 1; nodes.size() < 5; i++) {
            join("node" + i);
        }
        settle();
        int first = below(nodes.size());
        String apart = name(first);
        cuts.add(Set.of(apart, name(first + 1)));
        cuts.add(Set.of(apart, name(first + 2)));
        trace("cuts: " + cuts);
    }

    private String name(int i) {
        return nodes.get(i % nodes.size()).start.node();
    }

    /** Whether a node reaches all others. */
    boolean reachesAll(SimNode node) {
        return cuts.stream().noneMatch(two -> two.contains(node.start.node()));
    }

    /** A node starts, if none has that name. */
    void join(String name) {
        if (nodes.stream().noneMatch(node -> node.start.node().equals(name))) {
            start(name);
        }
    }

    private void forgetEachOther(Set<String> two) {
        List<SimNode> apart =
                nodes.stream().filter(node -> two.contains(node.start.node())).toList();
        for (SimNode node : apart) {
            apart.stream()
                    .filter(other -> other != node)
                    .forEach(other -> node.agreed.down(other.start));
        }
    }

    /** The cluster takes a node down that lives on for a while, and does not know of it. */
    void expel(SimNode node) {
        trace(node + " is taken down");
        nodes.remove(node);
        expelled.add(node);
        for (SimNode other : nodes) {
            other.news.add(() -> other.down(node));
        }
    }

    /** A node dies; of what it has sent, some arrives. */
    void crash(SimNode node) {
        trace(node + " dies");
        nodes.remove(node);
        node.alive = false;
        for (Queue<NameItem> link : node.links.values()) {
            List<NameItem> sent = new ArrayList<>(link);
            link.clear();
            link.addAll(sent.subList(0, below(sent.size() + 1)));
        }
        for (SimNode other : nodes) {
            other.news.add(() -> other.down(node));
        }
    }

    SimNode start(String name) {
        SimNode node = new SimNode(this, new NodeStart(name, ++starts));
        trace(node + " starts");
        for (SimNode other : nodes) {
            other.news.add(() -> other.up(node));
            node.news.add(() -> node.up(other));
        }
        node.agreed.joined(
                mutant == Mutant.A_JOINER_PROMISES_BEFORE_IT_HAS_COPIED
                        ? Set.of()
                        : nodes.stream().map(other -> other.start).collect(Collectors.toSet()));
        nodes.add(node);
        all.put(node.start, node);
        node.spawn();
        return node;
    }

    /** A node hears of something that has happened to the members, if there is anything. */
    void hear(SimNode node) {
        Runnable news = node.news.poll();
        if (news != null) {
            news.run();
            promises.checkAlways(node);
            agreement.checkAlways();
        }
    }

    /** One item arrives that a node was sent, if it can. */
    boolean deliver(SimNode to) {
        List<SimNode> senders = new ArrayList<>();
        for (NodeStart start : to.links.keySet()) {
            SimNode from = all.get(start);
            Queue<NameItem> link = from.links.get(to.start);
            boolean reached = !isCut(start.node(), to.start.node());
            if (link != null && !link.isEmpty() && reached) {
                senders.add(from);
            }
        }
        if (senders.isEmpty()) {
            return false;
        }
        SimNode from = any(senders);
        NameItem item = from.links.get(to.start).remove();
        if (trace != null) {
            trace(from + " > " + to + " " + item);
        }
        to.receive(from.start, item);
        if (nodes.contains(to)) {
            promises.checkAlways(to);
        }
        agreement.checkAlways();
        return true;
    }

    /** All nodes reach each other and hear of everything, until nothing happens any more. */
    void settle() {
        cuts.clear();
        expelled.forEach(node -> node.alive = false);
        expelled.clear();
        boolean busy = true;
        int deliveries = 0;
        while (busy) {
            busy = false;
            for (SimNode node : nodes) {
                while (!node.news.isEmpty()) {
                    hear(node);
                }
            }
            for (SimNode node : nodes) {
                while (deliver(node)) {
                    busy = true;
                    if (++deliveries > DELIVERIES_MAX) {
                        throw new Violation("R6: nodes go on talking: " + node);
                    }
                }
            }
            busy = busy || waitForTime();
        }
    }

    private boolean waitForTime() {
        boolean waiting =
                nodes.stream().anyMatch(node -> node.names.isWaiting() || node.agreed.isWaiting());
        if (waiting) {
            pass(10 * MILLIS);
        }
        return waiting;
    }

    void pass(long nanos) {
        now += nanos;
        for (SimNode node : nodes) {
            node.names.expire(now);
            node.agreed.expire(now);
        }
        expelled.forEach(node -> node.agreed.expire(now));
        agreement.checkAlways();
    }
}
