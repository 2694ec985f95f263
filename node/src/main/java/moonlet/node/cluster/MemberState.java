package moonlet.node.cluster;

/**
 * A member of the cluster, whatever becomes of it.
 *
 * @param status as Pekko names it: joining, weaklyup, up, leaving, exiting, down or removed
 * @param reachable whether this node's part of the cluster hears it
 */
public record MemberState(Member member, String status, boolean reachable) {}
