package moonlet.node.cluster;

import moonlet.node.singleton.Lease;

import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.ClusterEvent.MemberEvent;

/**
 * The {@link Lease} of this node, for all threads: who is a member comes from the events of the
 * cluster, who has heard this node from the links.
 */
final class MemberLease {
    private final Lease<Member> lease;
    private final Peers peers;
    private volatile long openUntil; // known without asking; what changes may end it sooner

    /**
     * @param lengthNanos how long ago the others may have heard this node
     */
    MemberLease(long lengthNanos, Peers peers) {
        this.lease = new Lease<>(lengthNanos);
        this.peers = peers;
        this.openUntil = System.nanoTime() - 1;
    }

    /**
     * @param member of whom the event tells; not this node
     */
    synchronized void changed(MemberEvent event, Member member) {
        long now = System.nanoTime();
        switch (event) {
            case ClusterEvent.MemberJoined _, ClusterEvent.MemberWeaklyUp _ ->
                    lease.joins(member, now);
            case ClusterEvent.MemberUp _ -> lease.up(member, now);
            case ClusterEvent.MemberLeft _ -> lease.leaves(member, now);
            case ClusterEvent.MemberDowned _,
                    ClusterEvent.MemberExited _,
                    ClusterEvent.MemberRemoved _ ->
                    lease.gone(member);
            default -> {} // the whole cluster is about to end
        }
        openUntil = now - 1;
    }

    /** Asked before each turn of a singleton: the links are looked at once in some seconds. */
    boolean isOpen() {
        return openUntil - System.nanoTime() >= 0 || isOpenNow();
    }

    private synchronized boolean isOpenNow() {
        long now = heard();
        openUntil = lease.openUntil(now);
        return openUntil - now >= 0;
    }

    /** See {@link Lease#isMajorityWithout}. */
    synchronized boolean isMajorityWithout(Member member) {
        return lease.isMajorityWithout(member, heard());
    }

    /** Returns the time to which the links were asked. */
    private long heard() {
        long now = System.nanoTime();
        for (Peer peer : peers.all()) {
            long unheard = peer.unheardNanos(now);
            if (unheard != Long.MAX_VALUE) {
                lease.heard(peer.member(), now - unheard);
            }
        }
        return now;
    }
}
