package moonlet.registry;

import moonlet.protocol.Asker;
import moonlet.protocol.Failure;
import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;
import moonlet.protocol.wire.NameItem;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/** A node as its agreed names see it: processes that live or not, and links that keep order. */
final class AgreedNode implements NameEffects {
    final NodeStart start;
    final AgreedNames agreed;
    final Map<NodeStart, Queue<NameItem>> links = new HashMap<>();
    private final Set<Pid> living = new HashSet<>();
    final List<Asker> askers = new ArrayList<>(); // on whose behalf others were asked
    Failure unsaid; // why nobody can be asked; null where they can
    private final Map<Long, Reply> answers = new HashMap<>();
    private long numbers;

    AgreedNode(NodeStart start) {
        this.start = start;
        this.agreed = new AgreedNames(start, this, AgreedLimits.DEFAULTS);
    }

    Pid spawn() {
        Pid pid = new Pid(start.node(), "app:h", start.incarnation(), ++numbers);
        living.add(pid);
        return pid;
    }

    void end(Pid pid) {
        living.remove(pid);
        agreed.released(pid);
    }

    void release(Pid pid) {
        agreed.release(AgreedCluster.KEY, pid);
    }

    Pid holder() {
        return agreed.holder(AgreedCluster.KEY);
    }

    Ask.OfProcess claim(Pid pid, boolean all, long now) {
        return claim(pid, null, all, now);
    }

    Ask.OfProcess claim(Pid pid, Asker by, boolean all, long now) {
        Ask.OfProcess ask = new Ask.OfProcess(pid, ++numbers, by);
        Reply reply = agreed.claim(ask, AgreedCluster.KEY, pid, all, now);
        if (reply != Reply.LATER) {
            answered(ask, reply);
        }
        return ask;
    }

    /** Returns what a claim came to, or null while it is not answered. */
    Reply answer(Ask.OfProcess ask) {
        return answers.get(ask.ticket());
    }

    void up(NodeStart other) {
        links.put(other, new ArrayDeque<>());
        agreed.up(other);
    }

    void down(NodeStart other) {
        links.remove(other);
        agreed.down(other);
    }

    @Override
    public void send(NodeStart to, NameItem item) {
        if (links.containsKey(to)) {
            links.get(to).add(item);
        }
    }

    @Override
    public Failure request(NodeStart to, Asker by, NameItem item) {
        askers.add(by);
        if (unsaid == null) {
            send(to, item);
        }
        return unsaid;
    }

    @Override
    public void sendAll(NameItem item) {
        links.values().forEach(link -> link.add(item));
    }

    @Override
    public boolean isReachable(NodeStart node) {
        return true;
    }

    @Override
    public boolean isAlive(Pid local) {
        return living.contains(local);
    }

    @Override
    public int namesMax(Pid local) {
        return 4;
    }

    @Override
    public void answered(Ask.OfProcess ask, Reply reply) {
        answers.put(ask.ticket(), reply);
    }

    @Override
    public void revoked(Pid local, String name) {
        throw new AssertionError("nobody loses such a name");
    }
}
