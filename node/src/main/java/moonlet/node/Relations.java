package moonlet.node;

import moonlet.node.cluster.Peer;
import moonlet.protocol.Pid;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The monitors and links of one process, both ways. Other processes change it as well as its own,
 * so it has a lock; nothing else is done under the lock, and no two of them are ever held at once.
 */
final class Relations {
    /** Whom to tell of an end, and whose records of us are void. */
    record Closed(
            List<Pid> watchers,
            List<Pid> links,
            List<Pid> monitored,
            List<Peer> peers,
            boolean isWatched) {}

    /** Who is related to a process now. */
    record Seen(List<Pid> watchers, List<Pid> monitored, List<Pid> links) {}

    private Set<Pid> watchers = Set.of(); // processes that monitor this one
    private Set<Pid> monitored = Set.of(); // processes that this one monitors
    private Set<Pid> links = Set.of();
    private Set<Peer> peers = Set.of(); // other nodes that have to learn of the end
    private boolean isWatchedElsewhere; // by a process of another node, now or before
    private boolean closed;

    /** Returns false if this process monitors {@code target} already. */
    synchronized boolean addMonitored(Pid target) {
        monitored = writable(monitored);
        return monitored.add(target);
    }

    /** Returns whether it was there: only then is an EXIT of {@code target} news. */
    synchronized boolean removeMonitored(Pid target) {
        return !monitored.isEmpty() && monitored.remove(target);
    }

    /** Returns false if this process has ended. */
    synchronized boolean addWatcher(Pid watcher) {
        if (!closed) {
            watchers = writable(watchers);
            watchers.add(watcher);
        }
        return !closed;
    }

    synchronized void removeWatcher(Pid watcher) {
        if (!watchers.isEmpty()) {
            watchers.remove(watcher);
        }
    }

    /** Returns false if this process has ended. */
    synchronized boolean addLink(Pid peer) {
        if (!closed) {
            links = writable(links);
            links.add(peer);
        }
        return !closed;
    }

    /** Returns whether it was there: only then is a LINK_DOWN of {@code peer} news. */
    synchronized boolean removeLink(Pid peer) {
        return !links.isEmpty() && links.remove(peer);
    }

    /** A process of another node has to do with this one; returns false if this one has ended. */
    synchronized boolean addPeer(Peer peer) {
        if (!closed) {
            peers = writable(peers);
            peers.add(peer);
        }
        return !closed;
    }

    /** The same, of one that monitors this one. */
    synchronized boolean addWatchingPeer(Peer peer) {
        isWatchedElsewhere = true;
        return addPeer(peer);
    }

    synchronized int monitoredCount() {
        return monitored.size();
    }

    synchronized int linkCount() {
        return links.size();
    }

    synchronized Seen seen() {
        return new Seen(List.copyOf(watchers), List.copyOf(monitored), List.copyOf(links));
    }

    /** The process has ended: nothing is added from here on. */
    synchronized Closed close() {
        closed = true;
        Closed all =
                new Closed(
                        List.copyOf(watchers),
                        List.copyOf(links),
                        List.copyOf(monitored),
                        List.copyOf(peers),
                        isWatchedElsewhere || !watchers.isEmpty());
        watchers = Set.of();
        links = Set.of();
        monitored = Set.of();
        peers = Set.of();
        return all;
    }

    private static <T> Set<T> writable(Set<T> set) {
        return set.isEmpty() && !(set instanceof HashSet) ? HashSet.newHashSet(2) : set;
    }
}
