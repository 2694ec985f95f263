package moonlet.node.cluster;

import moonlet.node.link.LinkSession;
import moonlet.node.remote.EndedProcesses;
import moonlet.node.remote.RemoteMailboxes;
import moonlet.node.remote.RemoteRelations;
import moonlet.node.remote.RemoteSpawns;

/**
 * The machines of one peer. They are not safe for threads: whoever uses one holds the monitor of
 * this object, which is the peer's lock.
 */
final class Machines {
    private static final int CONTROL_WINDOWS = 4;

    final LinkSession session;
    final EndedProcesses ended;
    final RoomWaiters waiters = new RoomWaiters();
    final PeerEffects effects;
    final RemoteRelations relations;
    final RemoteMailboxes mailboxes;
    final RemoteSpawns spawns;
    private final int heldItemsMax;
    private long unknownItems;

    Machines(Peer peer, LocalNode local, ClusterSettings settings) {
        this.session = new LinkSession(settings.link());
        this.ended = new EndedProcesses(settings.endedMax());
        this.effects = new PeerEffects(peer, local, ended, waiters);
        this.relations = new RemoteRelations(effects);
        this.mailboxes = new RemoteMailboxes(effects);
        this.spawns =
                new RemoteSpawns(
                        peer.member().name(), relations, effects, settings.openSpawnsMax());
        this.heldItemsMax = CONTROL_WINDOWS * settings.link().windowItems();
    }

    /** What never waits for room is bounded too: it is refused, and the caller sees it. */
    boolean areCrowded() {
        return session.heldItems() > heldItemsMax;
    }

    /** An item of a kind that this version does not know has come, and is skipped. */
    synchronized void unknown() {
        unknownItems++;
    }

    synchronized long unknownItems() {
        return unknownItems;
    }
}
