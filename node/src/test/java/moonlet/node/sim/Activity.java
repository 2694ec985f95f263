package moonlet.node.sim;

import moonlet.protocol.Context;
import moonlet.protocol.Pid;

import java.util.List;

/** What the processes do, at random. */
final class Activity {
    static final int NAMES = 5;

    private final Cluster cluster;
    private final Chance chance;
    private final Mix mix;

    Activity(Cluster cluster, Mix mix) {
        this.cluster = cluster;
        this.chance = cluster.chance;
        this.mix = mix;
    }

    /** Lets some process do something; not if it waits for room. */
    void act() {
        List<SimNode> nodes = cluster.membership.living();
        if (nodes.size() < 2) {
            return;
        }
        SimNode node = chance.of(nodes);
        SimNode other = chance.of(nodes);
        if (node != other) {
            node.run(() -> act(some(node), other));
        }
    }

    private void act(SimProcess process, SimNode other) {
        SimPeer peer = process.node.peers.get(other.name);
        if (process.waitsFor != null || peer == null) {
            return;
        }
        Pid target = target(peer);
        int which = chance.below(mix.total());
        if ((which -= mix.send()) < 0) {
            send(process, target, 1 + chance.below(3));
        } else if ((which -= mix.burst()) < 0) {
            send(process, target, 1 + chance.below(12));
            if (process.waitsFor == null) {
                end(process);
            }
        } else if ((which -= mix.monitor()) < 0) {
            monitor(process, peer, target);
        } else if ((which -= mix.link()) < 0) {
            link(process, peer, target);
        } else if ((which -= mix.name()) < 0) {
            name(process, other);
        } else if (which - mix.spawn() < 0) {
            long deadline = cluster.agenda.now() + chance.millis(1, 200);
            peer.spawn(process, chance.percent(40), chance.percent(40), deadline);
        } else {
            end(process);
        }
    }

    private void send(SimProcess process, Pid target, int messages) {
        if (cluster.processes.get(target) == null) {
            return;
        }
        for (int i = 0; i < messages && process.waitsFor == null; i++) {
            process.node.send(process, target);
        }
    }

    private void monitor(SimProcess process, SimPeer peer, Pid target) {
        if (chance.percent(65)) {
            if (process.monitored.add(target)) {
                peer.relations.monitor(process.pid, Context.NONE, target);
            }
        } else if (!process.monitored.isEmpty()) {
            Pid one = process.monitored.iterator().next();
            process.monitored.remove(one);
            process.node.peer(one).relations.unmonitor(process.pid, one);
        }
    }

    private void link(SimProcess process, SimPeer peer, Pid target) {
        if (chance.percent(55)) {
            process.links.add(target);
            peer.relations.link(process.pid, Context.NONE, target);
        } else if (!process.links.isEmpty()) {
            Pid one = process.links.iterator().next();
            process.links.remove(one);
            process.node.peer(one).relations.unlink(process.pid, one);
        }
    }

    private void name(SimProcess process, SimNode other) {
        String name = "name" + chance.below(NAMES);
        int which = chance.below(100);
        if (which < 60) {
            process.node.names.register(process, name);
        } else if (which < 70) {
            process.node.names.registerFor(process, some(other), name);
        } else if (which < 90) {
            process.node.names.unregister(process, name);
        } else {
            process.node.names.lookup(process, name);
        }
    }

    private void end(SimProcess process) {
        process.node.end(process, chance.percent(50) ? Cluster.CRASHED : Cluster.RETURNED);
    }

    /** Returns a process that lives. */
    private SimProcess some(SimNode node) {
        List<SimProcess> living =
                node.processes.values().stream().filter(SimProcess::lives).toList();
        return living.size() < 2 ? node.create() : chance.of(living);
    }

    /** Returns a process of the peer: most live, some have just ended, a few have never been. */
    private Pid target(SimPeer peer) {
        if (chance.percent(70)) {
            return some(peer.other).pid;
        }
        int latest = peer.other.processes.size();
        int number = chance.percent(10) ? 999 : Math.max(1, latest - chance.below(3));
        return new Pid(peer.other.name, Cluster.HOST, peer.other.incarnation, number);
    }
}
