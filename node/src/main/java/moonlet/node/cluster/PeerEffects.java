package moonlet.node.cluster;

import moonlet.node.remote.EndedProcesses;
import moonlet.node.remote.MailboxEffects;
import moonlet.node.remote.RelationEffects;
import moonlet.node.remote.SpawnEffects;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;
import moonlet.protocol.Signal;
import moonlet.protocol.wire.FlowItem;
import moonlet.protocol.wire.Item;
import moonlet.protocol.wire.SpawnItem;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the machines of a {@link Peer} ask for. They do so while its lock is held. */
final class PeerEffects implements RelationEffects, SpawnEffects, MailboxEffects {
    /** A process that waits for the start of another. */
    private record Asking(Pid parent, boolean monitored, long ticket) {}

    private final Peer peer;
    private final LocalNode local;
    private final EndedProcesses ended;
    private final RoomWaiters waiters;
    private final Map<Long, Asking> asking = new HashMap<>(); // by request
    private Asking answered; // null, or who gets the answer that has just come
    private Pid started;

    PeerEffects(Peer peer, LocalNode local, EndedProcesses ended, RoomWaiters waiters) {
        this.peer = peer;
        this.local = local;
        this.ended = ended;
        this.waiters = waiters;
    }

    /** A request is on its way; its answer goes to this ticket. */
    void asked(long request, SpawnItem.Spawn spawn, long ticket) {
        asking.put(request, new Asking(spawn.parent(), spawn.monitored(), ticket));
    }

    /** Nobody waits for the answers to these requests any more. */
    void forget(List<Long> requests) {
        requests.forEach(asking::remove);
    }

    /** Tells who asked for a process that it runs; its monitor and link are made by now. */
    void answer() {
        if (answered != null) {
            local.signal(answered.parent, new Signal.Answer(answered.ticket, started, null));
            answered = null;
        }
    }

    @Override
    public void send(long lane, Item item) {
        peer.send(lane, item);
    }

    @Override
    public void send(long lane, SpawnItem item) {
        peer.send(lane, item);
    }

    @Override
    public void send(long lane, FlowItem item) {
        peer.send(lane, item);
    }

    @Override
    public void signal(Pid pid, Signal signal) {
        local.signal(pid, signal);
    }

    @Override
    public boolean watched(Pid pid) {
        return local.relates(pid, peer);
    }

    @Override
    public boolean linked(Pid pid, Pid remote) {
        return local.linked(pid, remote, peer);
    }

    @Override
    public void unlinked(Pid pid, Pid remote) {
        local.unlinked(pid, remote);
    }

    @Override
    public boolean started(long request, Pid remote, String entry, long sourceHash) {
        local.runs(peer, entry, sourceHash);
        Asking asked = asking.remove(request);
        if (asked == null || !local.started(asked.parent, remote, asked.monitored)) {
            return false;
        }
        answered = asked;
        started = remote;
        return true;
    }

    @Override
    public void refused(long request, Failure why) {
        Asking asked = asking.remove(request);
        if (asked != null) {
            local.signal(asked.parent, new Signal.Answer(asked.ticket, null, why));
        }
    }

    @Override
    public void prepare(SpawnItem.Spawn spawn) {
        local.prepare(spawn, peer);
    }

    @Override
    public void kill(Pid pid) {
        local.kill(pid, Failure.of(ErrorKind.CANCELED, "who asked for it does not wait any more"));
    }

    @Override
    public void room(Pid remote) {
        waiters.wake(remote::equals);
    }

    @Override
    public void gone(Pid remote, int messages) {
        ended.add(remote);
        if (messages > 0) {
            local.lost(remote, messages);
        }
    }
}
