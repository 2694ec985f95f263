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

    /**
     * @param lengthNanos how long ago the others may have heard this node
     */
    MemberLease(long lengthNanos, Peers peers) {
        this.lease = new Lease<>(lengthNanos);
        this.peers = peers;
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
    }

    synchronized boolean isOpen() {
        return lease.isOpen(heard());
    }

    /** Whether it would be open if that member had not heard this node. */
    synchronized boolean isOpenWithout(Member member) {
        return lease.isOpenWithout(member, heard());
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
