package moonlet.node.cluster;

import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.remote.RemoteActorRefProvider;
import org.apache.pekko.remote.artery.ArteryTransport;
import org.apache.pekko.remote.artery.Association;
import org.apache.pekko.stream.SharedKillSwitch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Looks up again and again to which addresses the names of the other nodes lead, and breaks Pekko's
 * connection with one that has moved.
 *
 * <p>Pekko looks a name up when it connects, and then keeps the connection, whoever is at its other
 * end: once a node has said who it is, on a connection of its own, nothing is asked on this one. A
 * node that starts again at another address is heard, then, but what it is told goes to a machine
 * that is gone, or to a node that has taken the former address over and drops it.
 */
final class AddressWatch implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AddressWatch.class);
    private static final int INTERVAL_SECONDS = 2;
    private static final int FORMER_MAX = 64; // nodes that are no members, but may come back

    private final ActorSystem system;
    private final Cluster cluster;
    private final List<Address> seeds;
    private final Map<Address, Set<InetAddress>> known = new LinkedHashMap<>(); // of its thread
    private final CountDownLatch end = new CountDownLatch(1);

    private AddressWatch(ActorSystem system, List<Address> seeds) {
        this.system = system;
        this.cluster = Cluster.get(system);
        this.seeds = seeds;
    }

    static AddressWatch start(ActorSystem system, List<Address> seeds) {
        AddressWatch watch = new AddressWatch(system, seeds);
        Thread.ofPlatform().daemon().name("moonlet-address-watch").start(watch);
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
        }
    }

    @Override
    public void close() {
        end.countDown();
    }

    private void lookAtAll() {
        Set<Address> wanted = new LinkedHashSet<>(seeds);
        cluster.state().getMembers().forEach(member -> wanted.add(member.address()));
        wanted.remove(cluster.selfAddress());
        wanted.removeIf(AddressWatch::hasNoName);
        wanted.forEach(node -> known.putIfAbsent(node, Set.of()));
        forgetTheOldestOf(known.keySet(), wanted);
        known.replaceAll(this::look);
    }

    private static void forgetTheOldestOf(Collection<Address> nodes, Set<Address> wanted) {
        int former = nodes.size() - wanted.size();
        Iterator<Address> oldest = nodes.iterator();
        while (former > FORMER_MAX) {
            if (!wanted.contains(oldest.next())) {
                oldest.remove();
                former--;
            }
        }
    }

    /** Returns where the node is now; where it was, if its name leads nowhere. */
    private Set<InetAddress> look(Address node, Set<InetAddress> before) {
        Set<InetAddress> now;
        try {
            now = Set.copyOf(List.of(InetAddress.getAllByName(node.getHost().get())));
        } catch (UnknownHostException gone) {
            return before;
        }
        if (!before.isEmpty() && Collections.disjoint(before, now)) {
            LOG.atInfo()
                    .addKeyValue("peer", node.hostPort())
                    .addKeyValue("before", before)
                    .addKeyValue("now", now)
                    .log("a node's name leads to another address: connects with it anew");
            breakConnection(node);
        }
        return now;
    }

    /**
     * As Pekko itself does with one that nobody uses: it connects when there is something to say.
     */
    private void breakConnection(Address node) {
        var provider = (RemoteActorRefProvider) ((ExtendedActorSystem) system).provider();
        Association association = ((ArteryTransport) provider.transport()).association(node);
        SharedKillSwitch connection = association.associationState().controlIdleKillSwitch();
        if (connection != null) {
            association.setControlIdleKillSwitch(null);
            connection.abort(Association.OutboundStreamStopIdleSignal$.MODULE$);
        }
    }

    private static boolean hasNoName(Address node) {
        String host = node.getHost().get();
        try {
            InetAddress.ofLiteral(host);
            return true;
        } catch (IllegalArgumentException name) {
            return false;
        }
    }
}
