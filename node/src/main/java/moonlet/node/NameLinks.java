package moonlet.node;

import moonlet.lua.process.Outcome;
import moonlet.protocol.Asker;
import moonlet.protocol.Failure;
import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;
import moonlet.protocol.Signal;
import moonlet.protocol.wire.NameItem;
import moonlet.registry.Ask;
import moonlet.registry.NameEffects;
import moonlet.registry.Reply;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What the machines of names ask of this node: its links, its processes and their mailboxes. */
final class NameLinks implements NameEffects {
    private final Node node;
    private final NameSender sender;
    private final Map<Pid, Consumer<Outcome<Pid>>> newborn = new ConcurrentHashMap<>();

    NameLinks(Node node) {
        this.node = node;
        this.sender = new NameSender(node);
    }

    /** The next answer to a process that has not begun goes to {@code later}. */
    void expect(Pid child, Consumer<Outcome<Pid>> later) {
        newborn.put(child, later);
    }

    /** That answer is there already. */
    void expectNoMore(Pid child) {
        newborn.remove(child);
    }

    @Override
    public void send(NodeStart to, NameItem item) {
        sender.send(to, item);
    }

    @Override
    public Failure request(NodeStart to, Asker by, NameItem item) {
        return sender.request(to, by, item);
    }

    @Override
    public void sendAll(NameItem item) {
        sender.sendAll(item);
    }

    @Override
    public boolean isReachable(NodeStart start) {
        return sender.isReachable(start);
    }

    @Override
    public boolean isAlive(Pid pid) {
        return node.processes().find(pid) != null;
    }

    @Override
    public int namesMax(Pid pid) {
        LocalProcess process = node.processes().find(pid);
        return process == null ? 0 : process.limits().namesMax();
    }

    @Override
    public void answered(Ask.OfProcess ask, Reply reply) {
        Consumer<Outcome<Pid>> claim = newborn.remove(ask.pid());
        if (claim != null) {
            // Under the lock; what follows may write to sockets.
            Thread.startVirtualThread(() -> claim.accept(outcome(reply)));
            return;
        }
        node.processes()
                .tell(ask.pid(), new Signal.Answer(ask.ticket(), reply.pid(), reply.failure()));
    }

    @Override
    public void revoked(Pid pid, String name) {
        LocalProcess process = node.processes().find(pid);
        if (process != null) {
            node.counters().nameRevoked();
            process.cancel(node.systemPid(), 0, "name revoked: " + name);
        }
    }

    /** What a process of this node asks. */
    static Ask.OfProcess ask(LocalProcess who, long ticket) {
        return new Ask.OfProcess(who.pid(), ticket, new Asker(who.pid(), who.context()));
    }

    static Outcome<Pid> outcome(Reply reply) {
        return new Outcome<>(reply.pid(), reply.failure());
    }
}
