package moonlet.node;

import moonlet.lua.process.Locks;
import moonlet.lua.process.Outcome;
import moonlet.node.cluster.Peer;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;
import moonlet.protocol.wire.NameItem;
import moonlet.registry.AgreedLimits;
import moonlet.registry.AgreedNames;
import moonlet.registry.Reply;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * The names and locks on which the members of the cluster agree, as the processes of this node use
 * them: one lock around {@link AgreedNames}. To look a name up takes none.
 */
final class AgreedTable {
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Node node;
    private final AgreedNames agreed;
    private final Object lock = new Object();
    private boolean ticking;

    /**
     * @param alone whether the node is in no cluster
     */
    AgreedTable(Node node, NameLinks links, boolean alone) {
        this.node = node;
        NodeStart self = new NodeStart(node.name(), node.incarnation());
        this.agreed = new AgreedNames(self, links, AgreedLimits.DEFAULTS);
        if (alone) {
            agreed.joined(Set.of());
        }
    }

    /** The process that has a name, as far as this node knows, or null. */
    Pid holder(String name) {
        return agreed.holder(AgreedKey.ofName(name));
    }

    /**
     * Gives a process of this node a name.
     *
     * @param all whether all members that are up have to agree, not only a majority
     */
    Outcome<Pid> register(LocalProcess who, String name, Pid pid, boolean all, long ticket) {
        return node.others().isForeign(pid)
                ? Outcome.failed(
                        ErrorKind.INVALID,
                        "a name of scope CONSISTENT or STRONG is registered on the node of its process: "
                                + pid)
                : claim(who, AgreedKey.ofName(name), pid, all, ticket);
    }

    /** Takes a name from the process that asks; false if it does not have it. */
    boolean unregister(LocalProcess who, String name) {
        return giveUp(who, AgreedKey.ofName(name));
    }

    /** The locks as one process uses them. */
    Locks locks(LocalProcess who) {
        return new Locks() {
            @Override
            public Outcome<Pid> acquire(String name, long ticket) {
                return claim(who, AgreedKey.ofLock(name), who.pid(), false, ticket);
            }

            @Override
            public boolean release(String name) {
                return giveUp(who, AgreedKey.ofLock(name));
            }
        };
    }

    /** A process of this node has ended: what it had is free. */
    void release(Pid pid) {
        if (!agreed.namesOf(pid).isEmpty()) {
            synchronized (lock) {
                agreed.released(pid);
            }
            node.others().flushSoon();
        }
    }

    /** Adds what a process of this node has; a lock with {@code lock:} in front. */
    void addNamesOf(Pid pid, Collection<String> to) {
        agreed.namesOf(pid).forEach(key -> to.add(AgreedKey.shown(key)));
    }

    /** Hands each name and lock to somebody. */
    void forEach(BiConsumer<String, Pid> reader) {
        agreed.forEach((key, pid) -> reader.accept(AgreedKey.shown(key), pid));
    }

    /** How many names and locks there are. */
    int count() {
        return agreed.count();
    }

    /** This node is a member, and those were when it became one. */
    void joined(Set<NodeStart> others) {
        synchronized (lock) {
            agreed.joined(others);
        }
    }

    void up(Peer peer) {
        synchronized (lock) {
            agreed.up(peer.start());
        }
    }

    void down(Peer peer) {
        synchronized (lock) {
            agreed.down(peer.start());
        }
    }

    /** What a peer says about its promises and those that it wants. */
    void receive(Peer from, NameItem.Vote item) {
        synchronized (lock) {
            agreed.receive(from.start(), item);
            tick();
        }
    }

    /** What a peer has won and given up. */
    void receive(Peer from, NameItem.Delta delta) {
        synchronized (lock) {
            agreed.receive(from.start(), delta);
        }
    }

    private Outcome<Pid> claim(LocalProcess who, String key, Pid pid, boolean all, long ticket) {
        Reply reply;
        synchronized (lock) {
            reply = agreed.claim(NameLinks.ask(who, ticket), key, pid, all, now());
            tick();
        }
        who.writesToAll();
        return NameLinks.outcome(reply);
    }

    private boolean giveUp(LocalProcess who, String key) {
        boolean had;
        synchronized (lock) {
            had = agreed.release(key, who.pid());
        }
        who.writesToAll();
        return had;
    }

    /** While a bid is open, its time is watched. Called under the lock. */
    private void tick() {
        if (!ticking && agreed.isWaiting()) {
            ticking = true;
            node.timers().after(TICK_NANOS, this::expire);
        }
    }

    private void expire() {
        synchronized (lock) {
            ticking = false;
            agreed.expire(now());
            tick();
        }
        node.others().flush();
    }

    private static long now() {
        return System.nanoTime();
    }
}
