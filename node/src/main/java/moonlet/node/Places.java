package moonlet.node;

import moonlet.node.app.Nearest;
import moonlet.node.cluster.Peer;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * Where a process is to run: what {@code app:processes}, {@code node2@app:processes} and {@code
 * *@app:processes} mean in {@code process.spawn}.
 */
final class Places {
    /** What a program's host means. */
    sealed interface Place {}

    /** A host of this node. */
    record Here(String host) implements Place {}

    /** A host of another node. */
    record There(Peer peer, String host) implements Place {}

    /** There is no such host, or no such node. */
    record Nowhere(Failure why) implements Place {}

    private static final String ANY = "*";

    private final Node node;
    private final Set<String> hosts;
    private final boolean spread;
    private final RandomGenerator random;
    private final AtomicInteger turn = new AtomicInteger();

    /**
     * @param hosts the ids of the hosts that this node offers
     * @param random safe for threads
     * @param spread whether a host without a node is one of another node, where there is one
     */
    Places(Node node, Set<String> hosts, boolean spread, RandomGenerator random) {
        this.random = random;
        this.node = node;
        this.hosts = hosts;
        this.spread = spread;
    }

    /** Finds the place that a program names. */
    Place of(String text) {
        int at = text.indexOf('@');
        if (at < 0) {
            if (spread) {
                return spread(text);
            }
            return hosts.contains(text) || node.others().all().isEmpty()
                    ? new Here(text) // or the error of this node
                    : elsewhere(text);
        }
        String name = text.substring(0, at);
        String host = text.substring(at + 1);
        if (name.equals(ANY)) {
            return any(host);
        }
        if (name.equals(node.name())) {
            return new Here(host);
        }
        Peer peer = node.others().named(name);
        if (peer == null) {
            return nowhere("node not found: \"" + name + "\"" + nodes(name));
        }
        return peer.member().hosts().contains(host)
                ? new There(peer, host)
                : nowhere(
                        "host not found: node "
                                + name
                                + " does not offer \""
                                + host
                                + "\"; it offers "
                                + list(peer.member().hosts()));
    }

    /** What to say where this node, or no node, offers a host. */
    String noHost(String host) {
        Map<String, Set<String>> known = new TreeMap<>();
        hosts.forEach(id -> known.computeIfAbsent(id, _ -> new TreeSet<>()).add(node.name()));
        for (Peer peer : node.others().all()) {
            for (String id : peer.member().hosts()) {
                known.computeIfAbsent(id, _ -> new TreeSet<>()).add(peer.member().name());
            }
        }
        if (known.containsKey(host)) {
            return "host not found: node "
                    + node.name()
                    + " does not offer \""
                    + host
                    + "\"; nodes that offer it: "
                    + list(known.get(host));
        }
        boolean alone = node.others().all().isEmpty();
        List<String> texts = new ArrayList<>();
        known.forEach((id, at) -> texts.add(alone ? id : id + " (" + list(at) + ")"));
        return "host not found: \""
                + host
                + "\""
                + Nearest.hintForId(host, known.keySet())
                + (alone ? "; hosts of this node: " : "; hosts in the cluster: ")
                + String.join(", ", texts);
    }

    private Place spread(String host) {
        List<Peer> peers = offering(host);
        return peers.isEmpty()
                ? new Here(host)
                : new There(peers.get(Math.floorMod(turn.getAndIncrement(), peers.size())), host);
    }

    /** The first node by name that offers the host: the same for whoever asks. */
    private Place elsewhere(String host) {
        return offering(host).stream()
                .min(Comparator.comparing(peer -> peer.member().name()))
                .<Place>map(peer -> new There(peer, host))
                .orElseGet(() -> nowhere(noHost(host)));
    }

    /**
     * The less loaded of two nodes that offer the host, chosen at random, this one included. Two
     * choices are enough for a fair spread (Mitzenmacher, 2001), and no node draws everybody.
     */
    private Place any(String host) {
        List<Peer> peers = offering(host);
        int all = peers.size() + (hosts.contains(host) ? 1 : 0);
        if (all == 0) {
            return nowhere(noHost(host));
        }
        int first = random.nextInt(all);
        int second = (first + (all == 1 ? 0 : 1 + random.nextInt(all - 1))) % all;
        int chosen = load(peers, second) < load(peers, first) ? second : first;
        if (chosen == peers.size()) {
            return new Here(host);
        }
        peers.get(chosen).load().add();
        return new There(peers.get(chosen), host);
    }

    private long load(List<Peer> peers, int which) {
        return which == peers.size() ? node.processCount() : peers.get(which).load().processes();
    }

    private List<Peer> offering(String host) {
        return node.others().all().stream()
                .filter(peer -> peer.member().hosts().contains(host))
                .toList();
    }

    private String nodes(String name) {
        Set<String> known = new TreeSet<>();
        known.add(node.name());
        node.others().all().forEach(peer -> known.add(peer.member().name()));
        return Nearest.hint(name, known) + "; nodes of the cluster: " + list(known);
    }

    private static String list(Set<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }

    private static Place nowhere(String why) {
        return new Nowhere(Failure.of(ErrorKind.NOT_FOUND, why));
    }
}
