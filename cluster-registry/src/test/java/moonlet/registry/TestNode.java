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

/** A node as its names see it: processes that live or not, and links that keep their order. */
final class TestNode implements NameEffects {
    static final int NAMES_MAX = 4;

    final NodeStart start;
    final Names names;
    final Set<Pid> living = new HashSet<>();
    final List<String> revoked = new ArrayList<>();
    final Set<NodeStart> unreachable = new HashSet<>();
    final Map<NodeStart, Queue<NameItem>> links = new HashMap<>();
    final List<Asker> askers = new ArrayList<>(); // on whose behalf others were asked
    Failure unsaid; // why nobody can be asked; null where they can
    private final Map<Long, Reply> answers = new HashMap<>();
    private long numbers;

    TestNode(NodeStart start, NameLimits limits) {
        this.start = start;
        this.names = new Names(start, this, limits);
    }

    Pid spawn() {
        Pid pid = new Pid(start.node(), "app:h", start.incarnation(), ++numbers);
        living.add(pid);
        return pid;
    }

    void end(Pid pid) {
        living.remove(pid);
        names.released(pid);
    }

    /** A question of a process; its answer is found under the ticket. */
    Ask.OfProcess ask(Pid pid) {
        return new Ask.OfProcess(pid, ++numbers);
    }

    /** The same on behalf of somebody. */
    Ask.OfProcess ask(Pid pid, Asker by) {
        return new Ask.OfProcess(pid, ++numbers, by);
    }

    /** Returns what a question came to, or null while it is not answered. */
    Reply answer(Ask.OfProcess ask) {
        return answers.get(ask.ticket());
    }

    @Override
    public void send(NodeStart to, NameItem item) {
        links.computeIfPresent(
                to,
                (_, link) -> {
                    link.add(item);
                    return link;
                });
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
        return !unreachable.contains(node);
    }

    @Override
    public boolean isAlive(Pid local) {
        return living.contains(local);
    }

    @Override
    public int namesMax(Pid local) {
        return NAMES_MAX;
    }

    @Override
    public void answered(Ask.OfProcess ask, Reply reply) {
        answers.put(ask.ticket(), reply);
    }

    @Override
    public void revoked(Pid local, String name) {
        revoked.add(local + " " + name);
    }

    /** A link begins: with nothing in it. */
    void connect(NodeStart other) {
        links.put(other, new ArrayDeque<>());
    }
}
