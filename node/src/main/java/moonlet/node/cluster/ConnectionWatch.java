package moonlet.node.cluster;

import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.remote.RemoteActorRefProvider;
import org.apache.pekko.remote.UniqueAddress;
import org.apache.pekko.remote.artery.ArteryTransport;
import org.apache.pekko.remote.artery.Association;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Has connections of Pekko ended that lead to where a node was before.
 *
 * <p>Pekko looks a name up when it connects, and then keeps the connection, whoever is at its other
 * end: once a node has said who it is, on a connection of its own, nothing is asked on this one. A
 * node that starts again is heard, then, but what it is told goes to a machine that is gone, or
 * that was cut off and has forgotten the connection, or to another node that has taken the former
 * address over and drops it. The node cannot join, for as long as TCP tries to deliver.
 */
final class ConnectionWatch implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionWatch.class);
    private static final int INTERVAL_SECONDS = 2;
    private static final int OTHERS_MAX = 64; // looked at, though they are no members

    /**
     * What is known of a node.
     *
     * @param places what its name leads to
     * @param start the one that this node has heard last, or null
     * @param connections completed when all that there are have ended
     */
    private record Seen(Set<InetAddress> places, UniqueAddress start, Future<?> connections) {}

    private static final Seen NOTHING = new Seen(Set.of(), null, null);

    private final ArteryTransport transport;
    private final Cluster cluster;
    private final Map<Address, Seen> nodes = new HashMap<>(); // owned by its thread
    private final CountDownLatch end = new CountDownLatch(1);

    private ConnectionWatch(ActorSystem system) {
        this.transport = transport(system);
        this.cluster = Cluster.get(system);
    }

    static ConnectionWatch start(ActorSystem system) {
        ConnectionWatch watch = new ConnectionWatch(system);
        Thread.ofPlatform().daemon().name("moonlet-connection-watch").start(watch);
        return watch;
    }

    @Override
    public void run() {
        try {
            do {
                lookAtAll();
            } while (!end.await(INTERVAL_SECONDS, TimeUnit.SECONDS) && !cluster.isTerminated());
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException ending) {
            if (!cluster.isTerminated()) { // else Pekko takes no questions any more
                throw ending;
            }
        }
    }

    @Override
    public void close() {
        end.countDown();
    }

    /** Looks at the members, and at some others that Pekko knows, those of before first. */
    private void lookAtAll() {
        Set<Address> known = CollectionConverters.asJava(transport.remoteAddresses());
        Set<Address> members = new HashSet<>();
        cluster.state().getMembers().forEach(member -> members.add(member.address()));
        Set<Address> watched = new HashSet<>(known);
        watched.retainAll(members);
        known.stream()
                .filter(node -> !members.contains(node))
                .sorted(Comparator.comparing(node -> !nodes.containsKey(node)))
                .limit(OTHERS_MAX)
                .forEach(watched::add);
        nodes.keySet().retainAll(watched);
        watched.forEach(node -> nodes.put(node, look(node, nodes.getOrDefault(node, NOTHING))));
    }

    private Seen look(Address node, Seen before) {
        Association association = transport.association(node);
        Seen now =
                new Seen(
                        places(node.getHost().get(), before.places()),
                        association.associationState().uniqueRemoteAddress().getOrElse(() -> null),
                        association.streamsCompleted());
        boolean moved =
                !before.places().isEmpty() && Collections.disjoint(before.places(), now.places());
        boolean older =
                before.start() != null
                        && !before.start().equals(now.start())
                        && !before.connections().isCompleted();
        if (moved || older) {
            LOG.atInfo()
                    .addKeyValue("peer", node.hostPort())
                    .addKeyValue("before", before.places())
                    .addKeyValue("now", now.places())
                    .log("a node has started again: it is connected with anew");
        }
        if (older) {
            StaleConnections.end(association);
        } else if (moved) {
            StaleConnections.endOfMembership(association);
        }
        return now;
    }

    private static ArteryTransport transport(ActorSystem system) {
        var provider = (RemoteActorRefProvider) ((ExtendedActorSystem) system).provider();
        return (ArteryTransport) provider.transport();
    }

    /** Returns what a name leads to now; what it has led to, if that is nowhere. */
    private static Set<InetAddress> places(String host, Set<InetAddress> before) {
        try {
            return Set.copyOf(List.of(InetAddress.getAllByName(host)));
        } catch (UnknownHostException gone) {
            return before;
        }
    }
}
