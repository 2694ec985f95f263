package moonlet.node.remote;

import moonlet.node.link.LinkSession;
import moonlet.protocol.Context;
import moonlet.protocol.Ending;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;
import moonlet.protocol.Signal;
import moonlet.protocol.wire.AccessItem;
import moonlet.protocol.wire.Item;
import moonlet.protocol.wire.RelationItem;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The monitors and links between processes of this node and those of one incarnation of a peer; the
 * peer holds the other half. {@code local} is a process of this node, {@code remote} one of the
 * peer. Not safe for threads; {@code atSeconds} is Unix time.
 *
 * <p>A PID never comes back, so the news that a process has ended is true for ever, whichever
 * request it answers: who asks in between gets the first news, and what comes later finds no row
 * and is ignored. That is all it takes for monitors. Links can be taken back by both sides; there
 * an Unlink leaves its row, inactive, until the answer with its number comes.
 */
public final class RemoteRelations {
    /** Why a monitor or link of a process that is not there ends. */
    public static final Failure NOT_REGISTERED =
            Failure.of(ErrorKind.INTERNAL, "pid not registered");

    static final Failure DISCONNECTED = Failure.of(ErrorKind.UNAVAILABLE, "node disconnected");

    private static final long ACTIVE = 0; // of a link; else the number of the Unlink that is open

    private final RelationEffects effects;
    private final Map<Pid, Set<Pid>> watchers = new LinkedHashMap<>(); // remote target -> local
    private final Set<Pid> watchedByPeer = new HashSet<>(); // local processes
    private final Map<Pid, Map<Pid, Long>> links = new LinkedHashMap<>(); // local -> remote
    private long unlinks;
    private long unmonitors;
    private boolean lost;
    private long lostAtSeconds;

    public RemoteRelations(RelationEffects effects) {
        this.effects = effects;
    }

    /**
     * A local process, which does not monitor {@code target} yet, wants to.
     *
     * @param by its context; the peer may refuse it, and so is asked even if others watch already
     */
    public void monitor(Pid local, Context by, Pid target) {
        if (lost) {
            effects.signal(local, new Signal.Exit(target, disconnected(), lostAtSeconds));
        } else if (addWatcher(local, target) || by.isRestricted()) {
            control(AccessItem.asked(local, by, new RelationItem.Monitor(target)));
        }
    }

    /** The peer does not let {@code local} monitor {@code target}. */
    public void refused(Pid local, Pid target, Failure why, long atSeconds) {
        if (!watchers.getOrDefault(target, Set.of()).contains(local)) {
            return; // it has been taken back, or the target has ended
        }
        unmonitor(local, target);
        if (watchers.containsKey(target)) {
            control(new RelationItem.Monitor(target)); // which the others had no need to ask for
        }
        effects.signal(local, new Signal.Exit(target, new Ending.Failed(why), atSeconds));
    }

    /** A local process no longer monitors {@code target}, if it did; also when it has ended. */
    public void unmonitor(Pid local, Pid target) {
        Set<Pid> all = watchers.get(target);
        if (all != null && all.remove(local) && all.isEmpty()) {
            watchers.remove(target);
            unmonitors++;
            control(new RelationItem.Unmonitor(target));
        }
    }

    /** A local process links itself to {@code remote}; {@code by} as in {@link #monitor}. */
    public void link(Pid local, Context by, Pid remote) {
        if (lost) {
            effects.signal(local, down(remote, DISCONNECTED, lostAtSeconds));
            return;
        }
        Long before = linksOf(local).put(remote, ACTIVE);
        if (before == null || before != ACTIVE) {
            control(AccessItem.asked(local, by, new RelationItem.Link(local, remote)));
        }
    }

    /** A local process takes its link with {@code remote} back, if there is one. */
    public void unlink(Pid local, Pid remote) {
        if (isActive(local, remote)) {
            linksOf(local).put(remote, ++unlinks);
            control(new RelationItem.Unlink(local, remote, unlinks));
        }
    }

    /** Returns how many monitors were taken back so far, for {@link #spawned}. */
    long unmonitors() {
        return unmonitors;
    }

    /**
     * A remote process has started for a local one, with the relations it was to have from its
     * first instruction. The peer has made them already.
     *
     * @param unmonitorsBefore what {@link #unmonitors} was when the process was asked for
     */
    void spawned(Pid local, Pid remote, boolean monitored, boolean linked, long unmonitorsBefore) {
        if (monitored && addWatcher(local, remote) && unmonitors != unmonitorsBefore) {
            // Who learned of the process in another way may have taken a monitor of it back, and
            // the one that the peer has made with it.
            control(new RelationItem.Monitor(remote));
        }
        // In the same way it may have been linked, and unlinked, before.
        if (linked && linksOf(local).putIfAbsent(remote, ACTIVE) == null) {
            effects.linked(local, remote);
        }
    }

    /**
     * A local process is about to start for a remote one: {@link #spawned} seen from here. One that
     * has been killed meanwhile ends for the remote one as if that had asked too late.
     */
    void spawnedFor(Pid remote, Pid local, boolean monitored, boolean linked, long atSeconds) {
        if (monitored) {
            watchedByPeer(local, atSeconds);
        }
        if (linked) {
            linkedBy(remote, local, atSeconds);
        }
    }

    /**
     * A local process has ended and all it sent is on its way. Whoever linked or watched it learns
     * so; of what it monitored {@link #unmonitor} is told.
     */
    public void ended(Pid local, Ending how, long atSeconds) {
        if (watchedByPeer.remove(local)) {
            effects.send(local.number(), new RelationItem.Exit(local, how, atSeconds));
        }
        Map<Pid, Long> linked = links.remove(local);
        if (linked == null) {
            return;
        }
        for (var link : linked.entrySet()) {
            if (link.getValue() != ACTIVE) {
                continue;
            }
            Pid remote = link.getKey();
            switch (how) {
                case Ending.Failed failed -> sendDown(local, remote, failed.failure(), atSeconds);
                // A return is no news; the other half is to go all the same.
                case Ending.Returned _ ->
                        control(new RelationItem.Unlink(local, remote, ++unlinks));
            }
        }
    }

    /** The peer says something. */
    public void receive(RelationItem item, long atSeconds) {
        if (lost) {
            return;
        }
        switch (item) {
            case RelationItem.Monitor(Pid target) -> watchedByPeer(target, atSeconds);
            case RelationItem.Unmonitor(Pid target) -> watchedByPeer.remove(target);
            case RelationItem.Exit(Pid from, Ending ending, long at) -> {
                // Nobody asks any more if the last Unmonitor crossed it on the way.
                Collection<Pid> all = watchers.remove(from);
                if (all != null) {
                    all.forEach(local -> effects.signal(local, new Signal.Exit(from, ending, at)));
                }
            }
            case RelationItem.Link(Pid remote, Pid local) -> linkedBy(remote, local, atSeconds);
            case RelationItem.Unlink(Pid remote, Pid local, long id) -> {
                if (isActive(local, remote)) {
                    removeLink(local, remote);
                    effects.unlinked(local, remote);
                }
                control(new RelationItem.UnlinkDone(local, remote, id));
            }
            case RelationItem.UnlinkDone(Pid remote, Pid local, long id) -> {
                // Not if the two were linked anew since: then the row is no longer that Unlink's.
                if (links.getOrDefault(local, Map.of()).getOrDefault(remote, ACTIVE) == id) {
                    removeLink(local, remote);
                }
            }
            case RelationItem.LinkDown(Pid remote, Pid local, Failure failure, long at) -> {
                // Our Unlink may have crossed it on the way: then it is no news.
                boolean news = isActive(local, remote);
                removeLink(local, remote);
                if (news) {
                    effects.signal(local, down(remote, failure, at));
                }
            }
        }
    }

    /** The peer is lost: every monitor and link with it ends, once. */
    public void lost(long atSeconds) {
        lost = true;
        lostAtSeconds = atSeconds;
        Map<Pid, Set<Pid>> watching = new LinkedHashMap<>(watchers);
        Map<Pid, Map<Pid, Long>> linked = new LinkedHashMap<>(links);
        watchers.clear();
        watchedByPeer.clear();
        links.clear();
        watching.forEach(
                (target, all) -> {
                    Signal exit = new Signal.Exit(target, disconnected(), atSeconds);
                    all.forEach(local -> effects.signal(local, exit));
                });
        linked.forEach(
                (local, all) ->
                        all.forEach(
                                (remote, state) -> {
                                    if (state == ACTIVE) {
                                        Signal down = down(remote, DISCONNECTED, atSeconds);
                                        effects.signal(local, down);
                                    }
                                }));
    }

    /** Returns how many rows there are: nothing is to be left when nobody is related any more. */
    public int rows() {
        int linked = links.values().stream().mapToInt(Map::size).sum();
        return watchers.size() + watchedByPeer.size() + linked;
    }

    private void watchedByPeer(Pid target, long atSeconds) {
        if (effects.watched(target)) {
            watchedByPeer.add(target);
        } else {
            Ending never = new Ending.Failed(NOT_REGISTERED);
            effects.send(target.number(), new RelationItem.Exit(target, never, atSeconds));
        }
    }

    private void linkedBy(Pid remote, Pid local, long atSeconds) {
        if (links.getOrDefault(local, Map.of()).containsKey(remote)) {
            // Both linked at once; or it did not know yet of the Unlink that is on its way to it.
            return;
        }
        if (effects.linked(local, remote)) {
            linksOf(local).put(remote, ACTIVE);
        } else {
            sendDown(local, remote, NOT_REGISTERED, atSeconds);
        }
    }

    /** Returns whether it is the first watcher of that target. */
    private boolean addWatcher(Pid local, Pid target) {
        Set<Pid> all = watchers.computeIfAbsent(target, _ -> new LinkedHashSet<>(2));
        all.add(local);
        return all.size() == 1;
    }

    private Map<Pid, Long> linksOf(Pid local) {
        return links.computeIfAbsent(local, _ -> HashMap.newHashMap(2));
    }

    private boolean isActive(Pid local, Pid remote) {
        return links.getOrDefault(local, Map.of()).getOrDefault(remote, -1L) == ACTIVE;
    }

    private void removeLink(Pid local, Pid remote) {
        links.computeIfPresent(
                local,
                (_, all) -> {
                    all.remove(remote);
                    return all.isEmpty() ? null : all;
                });
    }

    /** In the node's lane, where nothing overtakes: monitors and links keep their order. */
    private void control(Item item) {
        effects.send(LinkSession.NODE, item);
    }

    /** In the lane of the process: after all that it has sent. */
    private void sendDown(Pid local, Pid remote, Failure failure, long atSeconds) {
        effects.send(local.number(), new RelationItem.LinkDown(local, remote, failure, atSeconds));
    }

    private static Signal down(Pid remote, Failure failure, long atSeconds) {
        return new Signal.LinkDown(remote, failure, atSeconds);
    }

    private static Ending disconnected() {
        return new Ending.Failed(DISCONNECTED);
    }
}
