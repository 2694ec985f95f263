package moonlet.node.sim;

import moonlet.node.link.LinkSession;
import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;
import moonlet.protocol.wire.NameItem;
import moonlet.registry.Ask;
import moonlet.registry.NameEffects;
import moonlet.registry.NameLimits;
import moonlet.registry.Names;
import moonlet.registry.Reply;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** The names as a node has them, and what its processes take for theirs. */
final class SimNames implements NameEffects {
    private static final NameLimits LIMITS =
            new NameLimits(50 * Agenda.MILLIS, 100 * Agenda.MILLIS, 2, 1000);
    private static final long TICK = 20 * Agenda.MILLIS;

    private final SimNode node;
    final Names names;
    private final Map<Long, Consumer<Reply>> asking = new HashMap<>();
    private long tickets;
    private boolean ticking;

    SimNames(SimNode node) {
        this.node = node;
        this.names = new Names(start(node), this, LIMITS);
    }

    void up(SimNode other) {
        names.up(start(other));
    }

    void down(SimNode other) {
        if (node.cluster.wiring.dropsNames()) {
            names.down(start(other), now());
        }
        tick();
    }

    void receive(SimNode from, NameItem item) {
        if (item instanceof NameItem.Unregister(_, String name, Pid holder)) {
            takenFrom(holder, name);
        }
        names.receive(start(from), item, now());
        tick();
    }

    void register(SimProcess process, String name) {
        Consumer<Reply> done =
                reply -> {
                    if (reply.pid() != null && process.ending == null) {
                        process.names.add(name);
                    }
                };
        ask(process, done, ask -> names.register(ask, name, process.pid, now()));
    }

    /** Registers a process of another node. */
    void registerFor(SimProcess process, SimProcess other, String name) {
        ask(process, _ -> {}, ask -> names.register(ask, name, other.pid, now()));
    }

    void unregister(SimProcess process, String name) {
        Pid holder = names.holder(name);
        if (holder != null) {
            takenFrom(holder, name);
        }
        ask(process, _ -> {}, ask -> names.unregister(ask, name, now()));
    }

    void lookup(SimProcess process, String name) {
        ask(process, _ -> {}, ask -> names.lookup(ask, name, now()));
    }

    /** Somebody unregisters the name of a process; that is not told so. */
    private void takenFrom(Pid holder, String name) {
        SimProcess process = node.processes.get(holder);
        if (process != null) {
            process.names.remove(name);
        }
    }

    /** A process has ended. */
    void released(SimProcess process) {
        names.released(process.pid);
    }

    /** Whether all questions are answered. */
    boolean isQuiet() {
        return asking.isEmpty() && !names.isWaiting();
    }

    @Override
    public void send(NodeStart to, NameItem item) {
        SimPeer peer = node.peers.get(to.node());
        if (peer != null && start(peer.other).equals(to)) {
            peer.send(LinkSession.NODE, item);
        }
    }

    @Override
    public void sendAll(NameItem item) {
        node.peers.values().forEach(peer -> peer.send(LinkSession.NODE, item));
    }

    @Override
    public boolean isReachable(NodeStart start) {
        return node.cluster.chance.percent(97);
    }

    @Override
    public boolean isAlive(Pid local) {
        return node.processes.get(local).lives();
    }

    @Override
    public int namesMax(Pid local) {
        return 4;
    }

    @Override
    public void answered(Ask.OfProcess ask, Reply reply) {
        Consumer<Reply> done = asking.remove(ask.ticket());
        if (done == null) {
            throw new Violation("R6: an answer that nobody waits for: " + ask);
        }
        done.accept(reply);
    }

    @Override
    public void revoked(Pid local, String name) {
        node.cluster.trace(() -> "  " + local + " loses " + name);
        if (node.cluster.wiring.tellsLosers()) {
            node.processes.get(local).names.remove(name);
        }
        node.cluster.promises.revoked();
    }

    private void ask(
            SimProcess process, Consumer<Reply> done, Function<Ask.OfProcess, Reply> question) {
        long ticket = ++tickets;
        asking.put(ticket, done);
        Reply now = question.apply(new Ask.OfProcess(process.pid, ticket));
        if (now != Reply.LATER) {
            asking.remove(ticket);
            done.accept(now);
        }
        tick();
    }

    private void tick() {
        if (!ticking && names.isWaiting()) {
            ticking = true;
            node.cluster.agenda.in(TICK, () -> node.run(this::expire));
        }
    }

    private void expire() {
        ticking = false;
        names.expire(now());
        tick();
    }

    private long now() {
        return node.cluster.agenda.now();
    }

    private static NodeStart start(SimNode node) {
        return new NodeStart(node.name, node.incarnation);
    }
}
