package moonlet.node.cluster;

import moonlet.node.dispatch.Visitors;
import moonlet.node.link.Incarnations;
import moonlet.node.link.LinkCounters;
import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;
import moonlet.protocol.codec.ItemCodec;
import moonlet.protocol.codec.PayloadEncoder;
import moonlet.protocol.codec.WireLimits;
import moonlet.protocol.wire.Hello;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * The other nodes of the cluster, each with its link. Any thread may ask; one thread changes it.
 */
public final class Peers {
    private static final Logger LOG = LoggerFactory.getLogger(Peers.class);

    private final Self self;
    private final LocalNode local;
    private final ClusterSettings settings;
    private final PayloadEncoder payloads;
    private final Handshake handshake;
    private final Visitors threads;
    private final Map<String, PeerLink> links = new ConcurrentHashMap<>(); // by name of the node

    Peers(
            Self self,
            LocalNode local,
            ClusterSettings settings,
            PayloadEncoder payloads,
            Handshake handshake,
            Visitors threads) {
        this.self = self;
        this.local = local;
        this.settings = settings;
        this.payloads = payloads;
        this.handshake = handshake;
        this.threads = threads;
    }

    /** Returns the node that a process belongs to, or null if that start of it is not up. */
    public Peer of(Pid pid) {
        PeerLink link = links.get(pid.node());
        return link != null && link.peer().owns(pid) ? link.peer() : null;
    }

    /** Returns the node with this name, or null if it is not up. */
    public Peer named(String node) {
        PeerLink link = links.get(node);
        return link == null ? null : link.peer();
    }

    /** Whether that start of a node was up, and is no more. */
    public boolean wasLost(Pid pid) {
        return self.state(pid.node(), pid.incarnation()) == Incarnations.State.DOWN;
    }

    /** Returns all nodes that are up, but for this one. */
    public Collection<Peer> all() {
        return links.values().stream().map(PeerLink::peer).toList();
    }

    /**
     * A node is a member from now on. If an earlier start of it is still there, that is lost.
     *
     * @param gone told when the process of that node is found gone
     */
    void up(Member member, Consumer<Member> gone) {
        PeerLink before = links.get(member.name());
        if (before != null && before.peer().member().isSameStart(member) || !self.up(member)) {
            return;
        }
        if (before != null) {
            lose(before);
        }
        ItemCodec items =
                new ItemCodec(
                        new NodeStart(self.name(), self.incarnation()),
                        new NodeStart(member.name(), member.incarnation()),
                        payloads,
                        WireLimits.DEFAULTS);
        Peer peer = new Peer(member, local, items, settings, this);
        PeerLink link = new PeerLink(self, peer, handshake, threads, gone);
        links.put(member.name(), link);
        local.up(peer);
        link.start();
        LOG.atInfo().addKeyValue("peer", member).log("node joined");
    }

    /** Where a node was when it was connected last; null if this start of it never was. */
    InetAddress place(Member member) {
        PeerLink link = links.get(member.name());
        return link != null && link.peer().member().isSameStart(member) ? link.place() : null;
    }

    /** A node is lost or has left, for good. */
    void down(Member member) {
        PeerLink link = links.get(member.name());
        if (link != null && link.peer().member().incarnation() < member.incarnation()) {
            return; // it never got its name, which an earlier one has
        }
        self.down(member);
        if (link != null && link.peer().member().isSameStart(member)) {
            links.remove(member.name());
            lose(link);
            LinkCounters counters = link.peer().counters();
            LOG.atInfo()
                    .addKeyValue("peer", member)
                    .addKeyValue("framesSent", counters.frames())
                    .addKeyValue("bytesSent", counters.bytes())
                    .addKeyValue("partsResent", counters.resent())
                    .addKeyValue("itemsLost", counters.lost())
                    .log("node gone");
        }
    }

    public boolean isEmpty() {
        return links.isEmpty();
    }

    /** Writes what there is to write to all of them. */
    public void flush() {
        links.values().forEach(link -> link.peer().flush());
    }

    /**
     * Waits until those that are connected have taken what this node has said.
     *
     * @return how many items they have not taken in that time
     */
    public int awaitFlushed(Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        flush();
        int held = held();
        while (held > 0 && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(1_000_000);
            held = held();
        }
        return held;
    }

    private int held() {
        return links.values().stream()
                .map(PeerLink::peer)
                .filter(Peer::isConnected)
                .mapToInt(peer -> peer.counters().held())
                .sum();
    }

    /** Returns how many nodes are connected now. */
    public int connected() {
        return (int) links.values().stream().filter(link -> link.peer().isConnected()).count();
    }

    /** Returns the link of who says hello, or null. */
    PeerLink link(Hello hello) {
        PeerLink link = links.get(hello.node());
        return link != null && link.peer().member().incarnation() == hello.incarnation()
                ? link
                : null;
    }

    /** This node ends. */
    void close() {
        List.copyOf(links.values()).forEach(PeerLink::close);
    }

    private void lose(PeerLink link) {
        link.close();
        link.peer().refuse();
        local.down(link.peer()); // its names are free before anybody gets an EXIT
        link.peer().lost();
    }
}
