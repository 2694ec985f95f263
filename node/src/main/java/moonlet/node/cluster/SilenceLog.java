package moonlet.node.cluster;

import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Logs which nodes are silent, for whoever operates them: what Pekko says of them is finer. */
final class SilenceLog extends AbstractActor {
    private static final Logger LOG = LoggerFactory.getLogger(SilenceLog.class);

    private final Cluster cluster = Cluster.get(context().system());

    @Override
    public void preStart() {
        cluster.subscribe(
                self(),
                ClusterEvent.initialStateAsEvents(),
                ClusterEvent.ReachabilityEvent.class,
                ClusterEvent.MemberDowned.class);
    }

    @Override
    public void postStop() {
        cluster.unsubscribe(self());
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(
                        ClusterEvent.UnreachableMember.class,
                        event -> {
                            if (!isEnding(event.member())) {
                                log(Level.WARN, event.member(), "node is silent");
                            }
                        })
                .match(
                        ClusterEvent.ReachableMember.class,
                        event -> log(Level.INFO, event.member(), "node is heard again"))
                .match(
                        ClusterEvent.MemberDowned.class,
                        event -> log(Level.WARN, event.member(), "node is taken down"))
                .build();
    }

    /** It was taken down, or leaves: that it is silent then is no news. */
    private static boolean isEnding(org.apache.pekko.cluster.Member member) {
        return switch (member.status().toString()) {
            case "Down", "Exiting", "Removed" -> true;
            default -> false;
        };
    }

    private void log(Level level, org.apache.pekko.cluster.Member of, String what) {
        Member member = Membership.read(of);
        if (member != null && !member.address().equals(cluster.selfAddress())) {
            LOG.atLevel(level).addKeyValue("peer", member).log(what);
        }
    }
}
