package moonlet.node.sim;

import com.google.protobuf.ByteString;

import moonlet.node.link.LinkSession;
import moonlet.node.remote.MailboxEffects;
import moonlet.node.remote.RelationEffects;
import moonlet.node.remote.RemoteMailboxes;
import moonlet.node.remote.RemoteRelations;
import moonlet.node.remote.RemoteSpawns;
import moonlet.node.remote.SpawnEffects;
import moonlet.protocol.Context;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;
import moonlet.protocol.Signal;
import moonlet.protocol.wire.FlowItem;
import moonlet.protocol.wire.Frame;
import moonlet.protocol.wire.Hello;
import moonlet.protocol.wire.Item;
import moonlet.protocol.wire.NameItem;
import moonlet.protocol.wire.ProcessItem;
import moonlet.protocol.wire.RelationItem;
import moonlet.protocol.wire.SpawnItem;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a node has of one incarnation of a peer: the machines, put together. */
final class SimPeer implements RelationEffects, SpawnEffects, MailboxEffects {
    private record Asking(SimProcess parent, boolean monitored) {}

    private final SimNode node;
    private final Cluster cluster;
    final SimNode other;
    final LinkSession session = new LinkSession(Cluster.LINK);
    final RemoteRelations relations = new RemoteRelations(this);
    final RemoteMailboxes mailboxes = new RemoteMailboxes(this);
    final RemoteSpawns spawns;
    private final Map<Long, Asking> asking = new HashMap<>(); // by request
    private long wakeAt = Long.MAX_VALUE;
    private long busyUntil; // the connection takes no frame

    SimPeer(SimNode node, SimNode other) {
        this.node = node;
        this.cluster = node.cluster;
        this.other = other;
        this.spawns = new RemoteSpawns(other.name, relations, this, 4);
    }

    /** Whether {@code pid}, which may be null, is of this incarnation. */
    boolean owns(Pid pid) {
        return pid != null
                && pid.incarnation() == other.incarnation
                && pid.node().equals(other.name);
    }

    Hello hello() {
        long arrived = session.arrived();
        return new Hello(node.name, node.incarnation, other.name, other.incarnation, 1, 1, arrived);
    }

    void receive(Frame frame) {
        LinkSession.Received received = session.receive(frame, cluster.agenda.now());
        for (ByteString bytes : received.items()) {
            receive(cluster.decode(bytes));
        }
        if (received.room()) {
            node.retry(this::owns);
        }
    }

    /** The peer has said to where parts have arrived there. */
    void connected(Hello hello) {
        if (session.connected(hello.acknowledged(), cluster.agenda.now())) {
            node.retry(this::owns);
        }
    }

    /** Writes what there is to write, and plans when to do it again. */
    void flush() {
        long now = cluster.agenda.now();
        spawns.expire(now);
        while (busyUntil <= now) {
            Frame frame = session.next(now);
            if (frame == null) {
                break;
            }
            Packet packet = new Packet(hello(), cluster.wiring.written(frame));
            cluster.network.send(node.place, other.place, packet);
            busyUntil = now + cluster.network.busy();
        }
        long write = busyUntil > now ? busyUntil : session.wakeAtNanos();
        long next = Math.min(write, spawns.deadlineNanos());
        if (next < wakeAt) {
            wakeAt = next;
            cluster.agenda.at(next, () -> wake(next));
        }
    }

    void spawn(SimProcess parent, boolean monitored, boolean linked, long deadlineNanos) {
        var spawn =
                new SpawnItem.Spawn(
                        0,
                        "app:e",
                        Cluster.HOST,
                        null,
                        parent.pid,
                        Context.NONE,
                        monitored,
                        linked,
                        null,
                        List.of(),
                        0);
        Long request = spawns.request(spawn, deadlineNanos).value();
        if (request != null) {
            asking.put(request, new Asking(parent, monitored));
        }
    }

    /** The other node is lost. */
    void lost() {
        session.close();
        relations.lost(0);
        spawns.lost();
        mailboxes.lost();
    }

    /** A local process has ended. */
    void ended(SimProcess process) {
        mailboxes.ended(process.pid);
        relations.ended(process.pid, process.ending, 0);
        process.monitored.forEach(target -> relations.unmonitor(process.pid, target));
        asking.values().removeIf(asked -> asked.parent == process);
        spawns.ended(process.pid);
    }

    /** Returns whether nothing is on its way to the peer, and nobody waits for it. */
    boolean isQuiet() {
        return asking.isEmpty() && session.counters().unacknowledged() == 0;
    }

    private void wake(long planned) {
        if (wakeAt == planned) {
            wakeAt = Long.MAX_VALUE;
        }
        node.run(() -> {}); // which flushes
    }

    private void receive(Item item) {
        cluster.trace(() -> "  " + node.name + " reads " + item);
        switch (item) {
            case ProcessItem.Message message -> node.deliver(message, this);
            case ProcessItem.Cancel _, ProcessItem.Terminate _ ->
                    throw new Violation("nobody sent " + item);
            case RelationItem relation -> relations.receive(relation, 0);
            case SpawnItem spawn -> spawns.receive(spawn);
            case FlowItem flow -> mailboxes.receive(flow);
            case NameItem name -> node.names.receive(other, name);
        }
    }

    void send(long lane, Item item) {
        long wired = cluster.wiring.lane(lane, item);
        session.add(wired, cluster.encode(item, wired));
    }

    @Override
    public void send(long lane, RelationItem item) {
        send(lane, (Item) item);
    }

    @Override
    public void send(long lane, SpawnItem item) {
        send(lane, (Item) item);
    }

    @Override
    public void send(long lane, FlowItem item) {
        send(lane, (Item) item);
    }

    @Override
    public void room(Pid remote) {
        node.retry(remote::equals);
    }

    @Override
    public void gone(Pid remote, int messages) {
        node.gone.add(remote);
    }

    @Override
    public void signal(Pid local, Signal signal) {
        SimProcess process = node.processes.get(local);
        if (process.lives()) {
            cluster.promises.relation(process, signal);
            if (signal instanceof Signal.LinkDown && !process.trapsLinks) {
                cluster.agenda.in(0, () -> node.run(() -> node.end(process, Cluster.CRASHED)));
            }
        }
    }

    @Override
    public boolean watched(Pid local) {
        SimProcess process = node.processes.get(local);
        return process != null && process.lives();
    }

    @Override
    public boolean linked(Pid local, Pid remote) {
        boolean lives = watched(local);
        if (lives) {
            node.processes.get(local).links.add(remote);
        }
        return lives;
    }

    @Override
    public void unlinked(Pid local, Pid remote) {
        node.processes.get(local).links.remove(remote);
    }

    @Override
    public boolean started(long request, Pid remote, String entry, long sourceHash) {
        Asking asked = answered(request);
        cluster.promises.learned(new SimProcess.Origin(node, other, request), remote);
        if (asked.monitored) {
            asked.parent.monitored.add(remote);
        }
        return true;
    }

    @Override
    public void refused(long request, Failure why) {
        answered(request);
    }

    @Override
    public void prepare(SpawnItem.Spawn spawn) {
        cluster.agenda.in(
                cluster.chance.millis(0, 60), () -> node.run(() -> node.start(spawn, this)));
    }

    @Override
    public void kill(Pid local) {
        node.end(node.processes.get(local), Cluster.CRASHED);
    }

    private Asking answered(long request) {
        Asking asked = asking.remove(request);
        if (asked == null) {
            throw new Violation("R6: an answer that nobody waits for: request=" + request);
        }
        return asked;
    }
}
