package moonlet.node.sim;

import moonlet.node.link.Incarnations;
import moonlet.node.remote.EndedProcesses;
import moonlet.protocol.Ending;
import moonlet.protocol.Pid;
import moonlet.protocol.wire.ProcessItem;
import moonlet.protocol.wire.SpawnItem;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** One start of a node: its view of the cluster, its peers, and its processes. */
final class SimNode {
    final Cluster cluster;
    final String name;
    final long incarnation;
    final int place;
    final Incarnations incarnations;
    final Map<String, SimPeer> peers = new LinkedHashMap<>(); // by name, of those that are up
    final Map<Pid, SimProcess> processes = new LinkedHashMap<>(); // ended ones too
    final EndedProcesses gone = new EndedProcesses(65_536);
    final SimNames names;
    final Set<SimNode> lostSight = new HashSet<>(); // peers that were down for this node
    boolean alive = true;
    long pausedUntil;

    SimNode(Cluster cluster, String name, long incarnation, int place) {
        this.cluster = cluster;
        this.name = name;
        this.incarnation = incarnation;
        this.place = place;
        this.incarnations = new Incarnations(name, incarnation);
        this.names = new SimNames(this);
    }

    /** Does something on this node, now or when it is no longer paused. */
    void run(Runnable what) {
        if (!alive) {
            return;
        }
        if (pausedUntil > cluster.agenda.now()) {
            cluster.agenda.at(pausedUntil, () -> run(what));
            return;
        }
        what.run();
        peers.values().forEach(SimPeer::flush);
    }

    void up(SimNode other) {
        SimPeer before = peers.get(other.name);
        if (before != null && before.other.incarnation < other.incarnation) {
            down(before.other); // the news of its end comes late
        }
        if (incarnations.up(other.name, other.incarnation) && !peers.containsKey(other.name)) {
            peers.put(other.name, new SimPeer(this, other));
            names.up(other);
        }
    }

    void down(SimNode other) {
        incarnations.down(other.name, other.incarnation);
        lostSight.add(other);
        SimPeer peer = peers.get(other.name);
        if (peer == null || peer.other != other) {
            return;
        }
        peers.remove(other.name);
        peer.lost();
        names.down(other);
        retry(peer::owns); // in vain
    }

    /** The node ends, and all that is on it with it. */
    void crash() {
        alive = false;
    }

    void receive(Packet packet) {
        SimPeer peer = peers.get(packet.hello().node());
        if (peer == null || !cluster.wiring.admits(incarnations, packet.hello())) {
            return;
        }
        if (packet.frame() == null) {
            peer.connected(packet.hello());
        } else {
            peer.receive(packet.frame());
        }
    }

    @Override
    public String toString() {
        return name + "/" + incarnation;
    }

    /** Says hello on a new connection with whoever is in that place. */
    void reconnect(int there) {
        for (SimPeer peer : peers.values()) {
            if (peer.other.place == there) {
                cluster.network.send(place, there, new Packet(peer.hello(), null));
            }
        }
    }

    SimProcess create() {
        Pid pid = new Pid(name, Cluster.HOST, incarnation, processes.size() + 1);
        SimProcess process = new SimProcess(this, pid, cluster.chance.percent(60));
        processes.put(pid, process);
        cluster.processes.put(pid, process);
        return process;
    }

    void start(SpawnItem.Spawn spawn, SimPeer peer) {
        if (cluster.chance.percent(15)) {
            peer.spawns.failed(spawn.request(), Cluster.CRASH);
            return;
        }
        SimProcess process = create();
        if (cluster.chance.percent(5)) {
            end(process, Cluster.CRASHED); // killed by somebody who found it by its name
        }
        if (peer.spawns.prepared(spawn.request(), process.pid, 0, 0)) {
            var origin = new SimProcess.Origin(peer.other, this, spawn.request());
            process.origin = cluster.promises.startedFor(origin);
        } else {
            process.ending = Cluster.CRASHED; // it never runs
        }
    }

    void end(SimProcess process, Ending how) {
        if (process.ending != null) {
            return;
        }
        cluster.trace(() -> "  " + process.pid + " ends " + how);
        process.ending = how;
        process.waitsFor = null;
        process.names.clear();
        names.released(process);
        peers.values().forEach(peer -> peer.ended(process));
    }

    /** Returns the peer to which a process belongs, or null if that is not up. */
    SimPeer peer(Pid remote) {
        SimPeer peer = peers.get(remote.node());
        return peer != null && peer.owns(remote) ? peer : null;
    }

    void deliver(ProcessItem.Message message, SimPeer from) {
        SimProcess process = processes.get(message.to());
        cluster.promises.arrived(process, message);
        if (process == null || process.ending != null) {
            from.mailboxes.unread(message.to(), 1);
            return;
        }
        if (++process.mailbox >= Cluster.MAILBOX) {
            from.mailboxes.filled(process.pid);
        }
        cluster.agenda.in(cluster.chance.millis(0, 40), () -> run(() -> read(process)));
    }

    private void read(SimProcess process) {
        if (process.ending == null && --process.mailbox == Cluster.MAILBOX / 2) {
            peers.values().forEach(peer -> peer.mailboxes.emptied(process.pid));
        }
    }

    /** Sends a message, or waits for room. */
    void send(SimProcess process, Pid to) {
        SimPeer peer = peer(to);
        if (peer == null || gone.contains(to)) {
            return; // it is told so
        }
        if (peer.mailboxes.isFull(to)) {
            process.waitsFor = to;
            return;
        }
        int number = process.sentTo(to) + 1;
        var message = new ProcessItem.Message(process.pid, to, "", new SimPayload(number));
        long lane = process.pid.number();
        switch (peer.session.offer(lane, cluster.encode(message, lane))) {
            case TAKEN -> process.sent.put(to, number);
            case FULL -> process.waitsFor = to;
            case CLOSED -> throw new Violation("a link was closed before its peer was lost");
        }
    }

    /** There is room again: who waits to send to such a process tries again. */
    void retry(Predicate<Pid> isTarget) {
        List<SimProcess> waiting = new ArrayList<>();
        processes.values().stream().filter(p -> isTarget.test(p.waitsFor)).forEach(waiting::add);
        for (SimProcess process : waiting) {
            Pid to = process.waitsFor;
            process.waitsFor = null;
            send(process, to);
        }
    }
}
