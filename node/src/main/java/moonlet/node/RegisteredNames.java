package moonlet.node;

import moonlet.lua.process.Locks;
import moonlet.lua.process.Outcome;
import moonlet.lua.process.World;
import moonlet.node.cluster.Peer;
import moonlet.protocol.Asker;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;
import moonlet.protocol.wire.NameItem;
import moonlet.registry.AgreedNames;
import moonlet.registry.Ask;
import moonlet.registry.NameLimits;
import moonlet.registry.Names;
import moonlet.registry.Reply;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The registered names as the processes of this node use them: those of this node only, those of
 * the cluster, and those on which its members agree ({@link AgreedTable}). One lock is around the
 * machine of the second; to look a name up takes none.
 */
final class RegisteredNames {
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Node node;
    private final LocalNames local = new LocalNames();
    private final Names names;
    private final NameLinks links;
    private final AgreedTable agreed;
    private final Object lock = new Object();
    private boolean ticking;

    /**
     * @param alone whether the node is in no cluster
     */
    RegisteredNames(Node node, boolean alone) {
        this.node = node;
        this.links = new NameLinks(node);
        this.names =
                new Names(
                        new NodeStart(node.name(), node.incarnation()), links, NameLimits.DEFAULTS);
        this.agreed = new AgreedTable(node, links, alone);
    }

    Outcome<Pid> register(LocalProcess who, String name, Pid pid, World.Scope scope, long ticket) {
        Pid holder = agreed.holder(name);
        return switch (scope) {
            case LOCAL -> holder != null ? held(holder, pid) : registerLocal(name, pid);
            case EVENTUAL ->
                    holder != null ? held(holder, pid) : registerEverywhere(who, name, pid, ticket);
            case CONSISTENT -> agreed.register(who, name, pid, false, ticket);
            case STRONG -> agreed.register(who, name, pid, true, ticket);
        };
    }

    /**
     * Registers a process that has not begun, on behalf of who starts it; {@code later} gets the
     * answer, on a thread of its own, where another node has to be asked.
     */
    Outcome<Pid> claim(LocalProcess child, Asker by, String name, Consumer<Outcome<Pid>> later) {
        if (agreed.holder(name) != null) {
            return taken();
        }
        links.expect(child.pid(), later);
        Reply reply;
        synchronized (lock) {
            reply =
                    names.register(
                            new Ask.OfProcess(child.pid(), World.NOW, by),
                            name,
                            child.pid(),
                            now());
            tick();
        }
        Outcome<Pid> answer = NameLinks.outcome(reply);
        if (!answer.isLater()) {
            links.expectNoMore(child.pid());
        }
        node.others().flush();
        return answer;
    }

    Outcome<Pid> unregister(LocalProcess who, String name, World.Scope scope, long ticket) {
        if (scope == World.Scope.LOCAL) {
            Pid holder = local.lookup(name);
            return local.unregister(name) ? Outcome.of(holder) : notRegistered();
        }
        if (scope != World.Scope.EVENTUAL) {
            return agreed.unregister(who, name) ? Outcome.of(who.pid()) : notRegistered();
        }
        Reply reply;
        synchronized (lock) {
            reply = names.unregister(NameLinks.ask(who, ticket), name, now());
            tick();
        }
        who.writesToAll();
        return NameLinks.outcome(reply);
    }

    Outcome<Pid> lookup(LocalProcess who, String name, long ticket) {
        Pid holder = holder(name);
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
        return NameLinks.outcome(reply);
    }

    /** A process of this node has ended: its names are free, also on other nodes. */
    void release(Pid pid) {
        local.release(pid);
        agreed.release(pid);
        if (!names.namesOf(pid).isEmpty()) {
            synchronized (lock) {
                names.released(pid);
            }
            node.others().flushSoon();
        }
    }

    /** The process with a name, as far as this node knows, or null. */
    Pid holder(String name) {
        Pid holder = agreed.holder(name);
        if (holder == null) {
            holder = names.holder(name);
        }
        return holder != null ? holder : local.lookup(name);
    }

    /** The names of a process of this node. */
    Set<String> namesOf(Pid pid) {
        Set<String> all = new TreeSet<>(local.namesOf(pid));
        agreed.addNamesOf(pid, all);
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
        agreed.forEach(reader);
    }

    /** How many names there are, and locks. */
    int count() {
        return local.count() + names.count() + agreed.count();
    }

    /** The locks as one process uses them. */
    Locks locks(LocalProcess who) {
        return agreed.locks(who);
    }

    /** This node is a member, and those were when it became one. */
    void joined(Set<NodeStart> others) {
        agreed.joined(others);
    }

    void up(Peer peer) {
        agreed.up(peer);
        synchronized (lock) {
            names.up(peer.start());
        }
        peer.flush();
    }

    void down(Peer peer) {
        agreed.down(peer);
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
        switch (item) {
            case NameItem.Vote vote -> agreed.receive(from, vote);
            case NameItem.Delta delta when delta.map().equals(AgreedNames.MAP) ->
                    agreed.receive(from, delta);
            default -> {
                synchronized (lock) {
                    names.receive(from.start(), item, now());
                    tick();
                }
            }
        }
    }

    /** A process of a peer asks for a name for one of this node. */
    void register(Peer from, Asker by, NameItem.Register asked) {
        synchronized (lock) {
            names.register(from.start(), by, asked, now());
            tick();
        }
    }

    private Outcome<Pid> registerEverywhere(LocalProcess who, String name, Pid pid, long ticket) {
        node.counters().claimed();
        Reply reply;
        synchronized (lock) {
            reply = names.register(NameLinks.ask(who, ticket), name, pid, now());
            tick();
        }
        who.writesToAll();
        return NameLinks.outcome(reply);
    }

    private Outcome<Pid> registerLocal(String name, Pid pid) {
        if (!pid.node().equals(node.name())) {
            return Outcome.failed(
                    ErrorKind.INVALID,
                    "a name of scope LOCAL is for processes of this node only: " + pid);
        }
        LocalProcess process = node.processes().find(pid);
        if (process == null) {
            return Outcome.failed(ErrorKind.NOT_FOUND, "pid not registered");
        }
        Pid everywhere = names.holder(name);
        if (everywhere != null && !everywhere.equals(pid)) {
            return taken();
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
        return held(holder, pid);
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

    private static Outcome<Pid> notRegistered() {
        return Outcome.failed(ErrorKind.NOT_FOUND, "name not registered");
    }

    private static Outcome<Pid> taken() {
        return Outcome.failed(ErrorKind.ALREADY_EXISTS, "name already registered");
    }

    /** Who has the name already has it with more certainty than it asks for. */
    private static Outcome<Pid> held(Pid holder, Pid pid) {
        return holder.equals(pid) ? Outcome.of(pid) : taken();
    }

    private static long now() {
        return System.nanoTime();
    }
}
