package moonlet.node.cluster;

import moonlet.node.link.LinkLimits;

import java.time.Duration;
import java.util.List;

/**
 * How a node takes part in a cluster, and the bounds of that.
 *
 * @param listen where its actor system listens, which is also the address that others know it by
 * @param seeds nodes to join by; if there is none, or only itself, it begins a new cluster
 * @param discovery how to find others where there are no seeds; null for seeds
 * @param tls with what connections are encrypted; null for plain ones
 * @param linkPort where it takes connections of other nodes, on the same host; 0 for any free port
 * @param tether whether a node whose process is gone is taken down at once; else the resolver does
 *     it, which takes seconds
 * @param stableAfter how long the membership has to be stable before the resolver decides who goes
 * @param foundAfter how long the first of several seeds asks the others before it begins a new
 *     cluster: one that starts again while they are busy would else be alone for ever. Where all of
 *     them answer that they are in none it does not wait
 * @param joinTimeout how long to try to join
 * @param link the bounds of each link
 * @param spawnTimeout how long a process waits for one that it starts on another node
 * @param openSpawnsMax how many such starts may be under way with each other node
 * @param endedMax how many ended processes of each other node are remembered
 */
public record ClusterSettings(
        Endpoint listen,
        List<Endpoint> seeds,
        Discovery discovery,
        Tls tls,
        int linkPort,
        boolean tether,
        Duration stableAfter,
        Duration foundAfter,
        Duration joinTimeout,
        LinkLimits link,
        Duration spawnTimeout,
        int openSpawnsMax,
        int endedMax) {
    /** A host, by name or address, and a TCP port there. */
    public record Endpoint(String host, int port) {
        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    // Machines that fetch their images may start minutes apart.
    private static final Duration DISCOVERY_TIMEOUT = Duration.ofMinutes(10);

    public ClusterSettings {
        seeds = List.copyOf(seeds);
    }

    /** Whether it is for this node to begin a new cluster, if no other seed is in one. */
    boolean isFirstOfSeeds() {
        return seeds.size() > 1 && seeds.getFirst().equals(listen);
    }

    /**
     * For how long after a majority has heard a node it may run singletons, less than {@code
     * stableAfter}: so long others wait after they have taken a silent node down.
     */
    long leaseNanos() {
        return stableAfter.toNanos() / 4 * 3;
    }

    /** The same, with another port for the connections of other nodes, with or without tether. */
    public ClusterSettings with(int otherPort, boolean otherTether) {
        return with(discovery, tls, otherPort, otherTether, joinTimeout);
    }

    /** The same, for a node that finds the others by DNS. */
    public ClusterSettings with(Discovery found) {
        return with(found, tls, linkPort, tether, DISCOVERY_TIMEOUT);
    }

    /** The same, with encrypted connections. */
    public ClusterSettings with(Tls certificates) {
        return with(discovery, certificates, linkPort, tether, joinTimeout);
    }

    private ClusterSettings with(
            Discovery found,
            Tls certificates,
            int otherPort,
            boolean otherTether,
            Duration otherTimeout) {
        return new ClusterSettings(
                listen,
                seeds,
                found,
                certificates,
                otherPort,
                otherTether,
                stableAfter,
                foundAfter,
                otherTimeout,
                link,
                spawnTimeout,
                openSpawnsMax,
                endedMax);
    }

    /** The defaults for a node that listens there and joins by these seeds. */
    public static ClusterSettings of(Endpoint listen, List<Endpoint> seeds) {
        return new ClusterSettings(
                listen,
                seeds,
                null,
                null,
                0,
                true,
                Duration.ofSeconds(7),
                Duration.ofSeconds(15),
                Duration.ofSeconds(60),
                LinkLimits.DEFAULT,
                Duration.ofSeconds(5),
                10_000,
                65_536);
    }
}
