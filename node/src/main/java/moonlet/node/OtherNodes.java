package moonlet.node;

import moonlet.lua.process.Outcome;
import moonlet.lua.process.Pinned;
import moonlet.lua.process.SpawnRequest;
import moonlet.lua.process.World;
import moonlet.node.cluster.CannotStart;
import moonlet.node.cluster.LocalNode;
import moonlet.node.cluster.Peer;
import moonlet.node.cluster.Peers;
import moonlet.node.cluster.RemoteProcess;
import moonlet.protocol.Asker;
import moonlet.protocol.Ending;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;
import moonlet.protocol.Signal;
import moonlet.protocol.wire.AccessItem;
import moonlet.protocol.wire.NameItem;
import moonlet.protocol.wire.ProcessItem;
import moonlet.protocol.wire.SpawnItem;
import moonlet.registry.Groups;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What processes of this node and those of other nodes have to do with each other: the questions of
 * local ones go out here, and what the links bring comes in.
 */
final class OtherNodes implements LocalNode {
    private static final Logger LOG = LoggerFactory.getLogger(OtherNodes.class);
    private static final Failure DISCONNECTED =
            Failure.of(ErrorKind.UNAVAILABLE, "node disconnected");

    private static final long LOAD_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Node node;
    private final Set<String> toldOfCode = ConcurrentHashMap.newKeySet(); // once per entry and peer
    private volatile Peers peers; // null while this node is in no cluster

    OtherNodes(Node node) {
        this.node = node;
    }

    /** From here on there are others, and they learn how many processes this node runs. */
    void join(Peers all) {
        peers = all;
        tellLoad();
    }

    private void tellLoad() {
        for (Peer peer : peers.all()) {
            peer.tell(new NameItem.Load(node.processCount()));
            peer.flush();
        }
        node.timers().after(LOAD_NANOS, this::tellLoad);
    }

    /** Whether {@code pid} is of another node, or of another start of this one. */
    boolean isForeign(Pid pid) {
        return pid.incarnation() != node.incarnation() || !pid.node().equals(node.name());
    }

    /** Returns the node that a process belongs to, or null if it is not there. */
    Peer peer(Pid pid) {
        return peers == null ? null : peers.of(pid);
    }

    /** Whether this node is in a cluster with others. */
    boolean areThere() {
        return peers != null && !peers.isEmpty();
    }

    /** With how many there is a connection. */
    int connected() {
        return peers == null ? 0 : peers.connected();
    }

    /**
     * Waits until there is a connection with so many.
     *
     * @throws CannotStart if it takes longer
     */
    void awaitConnected(int count, Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (connected() < count) {
            if (System.nanoTime() > deadline) {
                throw new CannotStart(
                        "connected with "
                                + connected()
                                + " of "
                                + count
                                + " nodes within "
                                + within.toSeconds()
                                + " s");
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** Writes what there is to write to all of them. */
    void flush() {
        if (peers != null) {
            peers.flush();
        }
    }

    /**
     * Waits until the others have taken what this node has said so far.
     *
     * @return how many items they have not taken in that time
     */
    int awaitFlushed(Duration within) {
        return peers == null ? 0 : peers.awaitFlushed(within);
    }

    /** The same at the end of a turn, see {@link Peer#flushSoon}. */
    void flushSoon() {
        all().forEach(Peer::flushSoon);
    }

    /** The node with this name, or null. */
    Peer named(String name) {
        return peers == null ? null : peers.named(name);
    }

    /** All nodes but this one. */
    Collection<Peer> all() {
        return peers == null ? List.of() : peers.all();
    }

    /** Whether a process of another node lives, as far as this node knows. */
    boolean mayLive(Pid pid) {
        Peer peer = peer(pid);
        return peer != null && !peer.hasEnded(pid);
    }

    Outcome<World.Target> target(Pid pid) {
        Peer peer = peer(pid);
        return peer != null
                ? Outcome.of(new RemoteProcess(peer, pid))
                : new Outcome<>(null, NotFound.at(pid, node));
    }

    /** Whether a start of another node was up, and is no more. */
    boolean wasLost(Pid pid) {
        return peers != null && !pid.node().equals(node.name()) && peers.wasLost(pid);
    }

    Failure monitor(LocalProcess who, Pid target) {
        Peer peer = peer(target);
        if (peer == null && !wasLost(target)) {
            return NotFound.at(target, node);
        }
        if (!who.relations().addMonitored(target)) {
            return World.ALREADY_MONITORING;
        }
        if (peer == null) {
            who.tell(new Signal.Exit(target, new Ending.Failed(DISCONNECTED), node.nowSeconds()));
            return null;
        }
        who.relations().addPeer(peer);
        Failure failure = peer.monitor(who.pid(), who.context(), target);
        if (failure != null) {
            who.relations().removeMonitored(target);
        }
        who.writes(peer);
        return failure;
    }

    Failure link(LocalProcess who, Pid target) {
        Peer peer = peer(target);
        if (peer == null && !wasLost(target)) {
            return NotFound.at(target, node);
        }
        who.relations().addLink(target);
        if (peer == null) {
            who.tell(new Signal.LinkDown(target, DISCONNECTED, node.nowSeconds()));
            return null;
        }
        who.relations().addPeer(peer);
        Failure failure = peer.link(who.pid(), who.context(), target);
        if (failure != null) {
            who.relations().removeLink(target);
        }
        who.writes(peer);
        return failure;
    }

    void unmonitor(LocalProcess who, Pid target) {
        Peer peer = peer(target);
        if (peer != null) {
            peer.unmonitor(who.pid(), target);
            who.writes(peer);
        }
    }

    void unlink(LocalProcess who, Pid target) {
        Peer peer = peer(target);
        if (peer != null) {
            peer.unlink(who.pid(), target);
            who.writes(peer);
        }
    }

    /** Sends a Cancel or a Terminate. */
    Failure ask(LocalProcess who, ProcessItem item) {
        Peer peer = peer(item.to());
        if (peer == null) {
            return NotFound.at(item.to(), node);
        }
        Failure failure = peer.ask(who.pid(), who.context(), item);
        who.writes(peer);
        return failure;
    }

    /**
     * Asks another node for a process.
     *
     * @param host id of the host, without a node
     */
    Outcome<Pid> spawn(
            Peer peer, String host, SpawnRequest request, LocalProcess parent, long ticket) {
        SpawnItem.Spawn spawn =
                new SpawnItem.Spawn(
                        0,
                        request.entry(),
                        host,
                        request.arguments(),
                        parent.pid(),
                        request.context(),
                        request.monitored(),
                        request.linked(),
                        request.purpose(),
                        parent.context().withoutValues(),
                        request.name(),
                        request.messages(),
                        0);
        return Pinned.call(
                () -> {
                    parent.relations().addPeer(peer);
                    parent.writes(peer);
                    return peer.spawn(spawn, ticket);
                });
    }

    @Override
    public void joined(Set<NodeStart> others) {
        node.names().joined(others);
    }

    @Override
    public void up(Peer peer) {
        node.groups().up(peer);
        node.names().up(peer);
        node.events().joined(peer.member().name(), peer.member().endpoint());
    }

    @Override
    public void down(Peer peer) {
        node.groups().down(peer);
        node.names().down(peer);
        node.counters().lost(peer.counters().lost());
        node.events().gone(peer.member().name());
    }

    @Override
    public boolean isInSync(Peer peer) {
        return node.names().isInSync(peer);
    }

    @Override
    public void receive(NameItem item, Peer from) {
        if (item instanceof NameItem.Delta delta && delta.map().equals(Groups.MAP)) {
            node.groups().receive(from, delta);
        } else {
            node.names().receive(from, item);
        }
    }

    @Override
    public void register(NameItem.Register register, Asker by, Peer from) {
        node.names().register(from, by, register);
    }

    @Override
    public void signal(Pid local, Signal signal) {
        node.processes().tell(local, signal);
    }

    @Override
    public boolean relates(Pid local, Peer peer) {
        LocalProcess process = node.processes().find(local);
        return process != null && process.relations().addWatchingPeer(peer);
    }

    @Override
    public boolean linked(Pid local, Pid remote, Peer peer) {
        LocalProcess process = node.processes().find(local);
        return process != null
                && process.relations().addPeer(peer)
                && process.relations().addLink(remote);
    }

    @Override
    public void unlinked(Pid local, Pid remote) {
        LocalProcess process = node.processes().find(local);
        if (process != null) {
            process.relations().removeLink(remote);
        }
    }

    @Override
    public boolean started(Pid local, Pid remote, boolean monitored) {
        LocalProcess process = node.processes().find(local);
        if (process != null && monitored) {
            process.relations().addMonitored(remote);
        }
        return process != null;
    }

    /** How many entries of other nodes have other code than this node's. */
    int otherCodes() {
        return toldOfCode.size();
    }

    @Override
    public void runs(Peer peer, String entry, long sourceHash) {
        if (node.code().isOther(entry, sourceHash) && toldOfCode.add(entry + "@" + peer.start())) {
            LOG.atWarn()
                    .addKeyValue("entry", entry)
                    .addKeyValue("peer", peer.member())
                    .log("the other node runs other code for this entry than this node would");
        }
    }

    @Override
    public void deliver(ProcessItem.Message message, Peer peer) {
        LocalProcess process = node.processes().find(message.to());
        if (process == null) {
            peer.unread(message.to());
        } else {
            process.arrived(
                    new Signal.Message(message.from(), message.topic(), message.payload()), peer);
        }
    }

    @Override
    public Failure refusal(AccessItem.OnBehalf asked) {
        return node.security().others().refusal(asked.from(), asked.context(), asked.request());
    }

    @Override
    public void cancel(ProcessItem.Cancel cancel) {
        node.processes()
                .tell(
                        cancel.to(),
                        new Signal.Cancel(
                                cancel.from(),
                                cancel.deadlineMillis(),
                                cancel.reason(),
                                cancel.atSeconds()));
    }

    @Override
    public void terminate(ProcessItem.Terminate terminate) {
        node.processes().kill(terminate.to(), LocalProcess.TERMINATED);
    }

    @Override
    public void prepare(SpawnItem.Spawn spawn, Peer peer) {
        node.spawning().spawn(spawn, peer);
    }

    @Override
    public void kill(Pid local, Failure why) {
        node.spawning().killLoading(local, why);
        node.processes().kill(local, why);
    }

    @Override
    public void lost(Pid remote, int messages) {
        node.counters().unread(messages);
        LOG.atWarn()
                .addKeyValue("pid", remote)
                .addKeyValue("messages", messages)
                .log("messages reached nobody: the process had ended");
    }
}
