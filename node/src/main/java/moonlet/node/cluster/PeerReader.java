package moonlet.node.cluster;

import com.google.protobuf.ByteString;

import moonlet.node.link.LinkSession;
import moonlet.protocol.Asker;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;
import moonlet.protocol.codec.BadWire;
import moonlet.protocol.codec.ItemCodec;
import moonlet.protocol.wire.AccessItem;
import moonlet.protocol.wire.FlowItem;
import moonlet.protocol.wire.Frame;
import moonlet.protocol.wire.Item;
import moonlet.protocol.wire.NameItem;
import moonlet.protocol.wire.ProcessItem;
import moonlet.protocol.wire.RelationItem;
import moonlet.protocol.wire.SpawnItem;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashMap;
import java.util.Map;

/** Takes what a peer says: finds the machine that each item is for. One thread reads at a time. */
final class PeerReader {
    private static final Logger LOG = LoggerFactory.getLogger(PeerReader.class);

    private final Peer peer;
    private final Machines machines;
    private final LocalNode local;
    private final ItemCodec codec;
    private final Peers peers;
    private final Map<Pid, Integer> unread = new HashMap<>(); // messages of this frame
    private boolean saidMore;

    PeerReader(Peer peer, Machines machines, LocalNode local, ItemCodec codec, Peers peers) {
        this.peers = peers;
        this.peer = peer;
        this.machines = machines;
        this.local = local;
        this.codec = codec;
    }

    void receive(Frame frame) {
        LinkSession.Received received;
        synchronized (machines) {
            received = machines.session.receive(frame, System.nanoTime());
            if (received.room()) {
                machines.waiters.wake(to -> !machines.mailboxes.isFull(to));
            }
        }
        for (ByteString bytes : received.items()) {
            receive(decoded(bytes));
        }
        tellUnread();
        if (saidMore) { // answers, and what is news for others
            saidMore = false;
            peers.flush();
        }
    }

    /** One item that cannot be read is no reason to lose the others. */
    private Item decoded(ByteString bytes) {
        try {
            return codec.decode(bytes);
        } catch (BadWire unreadable) {
            LOG.atWarn()
                    .addKeyValue("peer", peer.member())
                    .addKeyValue("why", unreadable.getMessage())
                    .log("an item cannot be read and is skipped");
            return null;
        }
    }

    /** A message has come for a process that has ended. */
    void unread(Pid to) {
        unread.merge(to, 1, Integer::sum);
    }

    private void tellUnread() {
        if (!unread.isEmpty()) {
            synchronized (machines) {
                unread.forEach(machines.mailboxes::unread);
            }
            unread.clear();
            peer.flush();
        }
    }

    private void receive(AccessItem.OnBehalf asked) {
        Failure refused = local.refusal(asked);
        if (refused == null) {
            allowed(asked);
            return;
        }
        synchronized (machines) {
            switch (asked.request()) {
                case RelationItem.Monitor(Pid target) ->
                        peer.send(
                                LinkSession.NODE,
                                new AccessItem.MonitorRefused(asked.from(), target, refused));
                case RelationItem.Link(Pid from, Pid to) ->
                        peer.send(
                                to.number(),
                                new RelationItem.LinkDown(to, from, refused, nowSeconds()));
                case NameItem.Register(long request, String _, Pid _) ->
                        peer.tell(new NameItem.Done(request, refused));
                case NameItem.Unregister(long request, String _, Pid _) ->
                        peer.tell(new NameItem.Done(request, refused));
                case NameItem.Claim(long request, String _, Pid _) ->
                        peer.tell(new NameItem.Denied(request, refused));
                case NameItem.Bid(long request, String _, Pid _) ->
                        peer.tell(new NameItem.Vetoed(request, refused));
                default -> {} // of a Cancel or a Terminate nobody waits for an answer
            }
        }
        saidMore = true;
    }

    /** A name that another node has to agree to is asked for on behalf of the same process. */
    private void allowed(AccessItem.OnBehalf asked) {
        if (asked.request() instanceof NameItem.Register register) {
            local.register(register, new Asker(asked.from(), asked.context()), peer);
            saidMore = true;
        } else {
            receive(asked.request());
        }
    }

    private static long nowSeconds() {
        return System.currentTimeMillis() / 1000;
    }

    private void receive(Item item) {
        switch (item) {
            case null -> machines.unknown();
            // Without the lock: it is what there is most of.
            case ProcessItem.Message message -> local.deliver(message, peer);
            case ProcessItem.Cancel cancel -> local.cancel(cancel);
            case ProcessItem.Terminate terminate -> local.terminate(terminate);
            case AccessItem.OnBehalf asked -> receive(asked);
            case AccessItem.MonitorRefused(Pid from, Pid target, Failure why) -> {
                synchronized (machines) {
                    machines.relations.refused(from, target, why, nowSeconds());
                }
            }
            case RelationItem relation -> {
                synchronized (machines) {
                    if (relation instanceof RelationItem.Exit exit) {
                        machines.ended.add(exit.from());
                    }
                    machines.relations.receive(relation, nowSeconds());
                }
            }
            case SpawnItem spawn -> {
                synchronized (machines) {
                    machines.spawns.receive(spawn);
                    machines.effects.answer();
                }
            }
            case FlowItem flow -> {
                synchronized (machines) {
                    machines.mailboxes.receive(flow);
                }
            }
            case NameItem.Load(long processes) -> peer.load().told(processes);
            case NameItem name -> {
                local.receive(name, peer);
                saidMore = true;
            }
        }
    }
}
