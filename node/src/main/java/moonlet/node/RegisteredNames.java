package moonlet.node;

import moonlet.lua.process.Outcome;
import moonlet.lua.process.World;
import moonlet.node.cluster.Peer;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;
import moonlet.protocol.Signal;
import moonlet.protocol.wire.NameItem;
import moonlet.registry.Ask;
import moonlet.registry.NameEffects;
import moonlet.registry.NameLimits;
import moonlet.registry.Names;
import moonlet.registry.Reply;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The registered names as the processes of this node use them: those of this node only, and those
 * of the cluster. One lock is around the machine of the latter; to look a name up takes none.
 */
final class RegisteredNames implements NameEffects {
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Node node;
    private final LocalNames local = new LocalNames();
    private final Names names;
    private final Map<Pid, Consumer<Outcome<Pid>>> claims = new ConcurrentHashMap<>(); // of newborn
    private final Object lock = new Object();
    private boolean ticking;

    RegisteredNames(Node node) {
        this.node = node;
        this.names =
                new Names(
                        new NodeStart(node.name(), node.incarnation()), this, NameLimits.DEFAULTS);
    }

    Outcome<Pid> register(LocalProcess who, String name, Pid pid, World.Scope scope, long ticket) {
        return switch (scope) {
            case LOCAL -> registerLocal(name, pid);
            case EVENTUAL -> registerEverywhere(who, name, pid, ticket);
            case CONSISTENT, STRONG ->
                    node.address() == null
                            ? registerEverywhere(who, name, pid, ticket) // this node is everywhere
                            : notHere(scope);
        };
    }

    /**
     * Registers a process that has not begun; {@code later} gets the answer, on a thread of its
     * own, where another node has to be asked.
     */
    Outcome<Pid> claim(LocalProcess child, String name, Consumer<Outcome<Pid>> later) {
        claims.put(child.pid(), later);
        Reply reply;
        synchronized (lock) {
            reply =
                    names.register(
                            new Ask.OfProcess(child.pid(), World.NOW), name, child.pid(), now());
            tick();
        }
        Outcome<Pid> answer = outcome(reply);
        if (!answer.isLater()) {
            claims.remove(child.pid());
        }
        node.others().flush();
        return answer;
    }

    Outcome<Pid> unregister(LocalProcess who, String name, World.Scope scope, long ticket) {
        if (scope == World.Scope.LOCAL) {
            Pid holder = local.lookup(name);
            return local.unregister(name) ? Outcome.of(holder) : notRegistered();
        }
        Reply reply;
        synchronized (lock) {
            reply = names.unregister(new Ask.OfProcess(who.pid(), ticket), name, now());
            tick();
        }
        who.writesToAll();
        return outcome(reply);
    }

    Outcome<Pid> lookup(LocalProcess who, String name, long ticket) {
        Pid holder = names.holder(name);
        if (holder == null) {
            holder = local.lookup(name);
        }
        // A process that is ending is gone before its names are: nobody is to find it any more.
        if (holder != null && node.mayLive(holder)) {
            return Outcome.of(holder);
        }
        if (holder != null || ticket == World.NOW || node.address() == null) {
            return notRegistered();
        }
        Reply reply;
        synchronized (lock) {
            reply = names.lookup(new Ask.OfProcess(who.pid(), ticket), name, now());
            tick();
        }
        who.writesToAll();
        return outcome(reply);
    }

    /** A process of this node has ended: its names are free, also on other nodes. */
    void release(Pid pid) {
        local.release(pid);
        if (!names.namesOf(pid).isEmpty()) {
            synchronized (lock) {
                names.released(pid);
            }
            node.others().flushSoon();
        }
    }

    /** The process with a name, as far as this node knows, or null. */
    Pid holder(String name) {
        Pid holder = names.holder(name);
        return holder != null ? holder : local.lookup(name);
    }

    /** The names of a process of this node. */
    Set<String> namesOf(Pid pid) {
        Set<String> all = new TreeSet<>(local.namesOf(pid));
        if (!names.namesOf(pid).isEmpty()) {
            synchronized (lock) {
                all.addAll(names.namesOf(pid));
            }
        }
        return all;
    }

    /** Hands each name that this node knows to somebody, those of this node alone first. */
    void forEach(BiConsumer<String, Pid> reader) {
        local.holders().forEach(reader);
        names.forEach(reader);
    }

    /** How many names there are. */
    int count() {
        return local.count() + names.count();
    }

    void up(Peer peer) {
        synchronized (lock) {
            names.up(peer.start());
        }
        peer.flush();
    }

    void down(Peer peer) {
        synchronized (lock) {
            names.down(peer.start(), now());
        }
        node.others().flush();
    }

    /** Whether a peer has told all the names that it had granted before. */
    boolean isInSync(Peer peer) {
        synchronized (lock) {
            return names.isInSync(peer.start());
        }
    }

    /** What a peer says about names. */
    void receive(Peer from, NameItem item) {
        synchronized (lock) {
            names.receive(from.start(), item, now());
            tick();
        }
    }

    @Override
    public void send(NodeStart to, NameItem item) {
        Peer peer = node.others().named(to.node());
        if (peer != null && peer.start().equals(to)) {
            peer.tell(item);
        }
    }

    @Override
    public void sendAll(NameItem item) {
        node.others().all().forEach(peer -> peer.tell(item));
    }

    @Override
    public boolean isReachable(NodeStart start) {
        Peer peer = node.others().named(start.node());
        return peer != null && peer.start().equals(start) && peer.isConnected();
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
        Consumer<Outcome<Pid>> claim = claims.remove(ask.pid());
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

    private Outcome<Pid> registerEverywhere(LocalProcess who, String name, Pid pid, long ticket) {
        node.counters().claimed();
        Reply reply;
        synchronized (lock) {
            reply = names.register(new Ask.OfProcess(who.pid(), ticket), name, pid, now());
            tick();
        }
        who.writesToAll();
        return outcome(reply);
    }

    private Outcome<Pid> registerLocal(String name, Pid pid) {
        LocalProcess process = node.processes().find(pid);
        if (process == null) {
            return Outcome.failed(ErrorKind.NOT_FOUND, "pid not registered");
        }
        Pid everywhere = names.holder(name);
        if (everywhere != null && !everywhere.equals(pid)) {
            return Outcome.failed(ErrorKind.ALREADY_EXISTS, "name already registered");
        }
        int max = process.limits().namesMax();
        Pid holder = local.register(name, pid, max);
        if (node.processes().find(pid) == null) {
            // It ended meanwhile, and may have released its names before this one.
            local.release(pid);
            return Outcome.failed(ErrorKind.NOT_FOUND, "pid not registered");
        }
        if (holder == null) {
            return Outcome.failed(
                    ErrorKind.UNAVAILABLE, "too many names: the limit is namesMax=" + max);
        }
        return holder.equals(pid)
                ? Outcome.of(pid)
                : Outcome.failed(ErrorKind.ALREADY_EXISTS, "name already registered");
    }

    /** While something waits for another node, its time is watched. Called under the lock. */
    private void tick() {
        if (!ticking && names.isWaiting()) {
            ticking = true;
            node.timers()
                    .after(
                            TICK_NANOS,
                            () -> {
                                synchronized (lock) {
                                    ticking = false;
                                    names.expire(now());
                                    tick();
                                }
                                node.others().flush();
                            });
        }
    }

    private static Outcome<Pid> outcome(Reply reply) {
        return new Outcome<>(reply.pid(), reply.failure());
    }

    private static Outcome<Pid> notRegistered() {
        return Outcome.failed(ErrorKind.NOT_FOUND, "name not registered");
    }

    private static Outcome<Pid> notHere(World.Scope scope) {
        return Outcome.failed(
                ErrorKind.UNAVAILABLE,
                "names of scope " + scope + " are not kept in a cluster; use EVENTUAL or LOCAL");
    }

    private static long now() {
        return System.nanoTime();
    }
}
