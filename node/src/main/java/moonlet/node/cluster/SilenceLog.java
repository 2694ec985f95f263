package moonlet.node.cluster;

import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import java.util.HashSet;
import java.util.Set;

/** Logs which nodes are silent, for whoever operates them: what Pekko says of them is finer. */
final class SilenceLog extends AbstractActor {
    private static final Logger LOG = LoggerFactory.getLogger(SilenceLog.class);

    // That such a node is silent is no news.
    private static final Set<MemberStatus> ENDING =
            Set.of(MemberStatus.down(), MemberStatus.exiting(), MemberStatus.removed());

    private final Set<UniqueAddress> silent = new HashSet<>();
    private final Cluster cluster = Cluster.get(context().system());

    @Override
    public void preStart() {
        cluster.subscribe(
                self(),
                ClusterEvent.initialStateAsEvents(),
                ClusterEvent.ReachabilityEvent.class,
                ClusterEvent.MemberDowned.class,
                ClusterEvent.MemberRemoved.class);
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
                            if (!ENDING.contains(event.member().status())) {
                                silent.add(event.member().uniqueAddress());
                                log(Level.WARN, event.member(), "node is silent");
                            }
                        })
                .match(
                        ClusterEvent.ReachableMember.class,
                        event -> {
                            if (silent.remove(event.member().uniqueAddress())) {
                                log(Level.INFO, event.member(), "node is heard again");
                            }
                        })
                .match(
                        ClusterEvent.MemberDowned.class,
                        event -> {
                            boolean wasSilent = silent.remove(event.member().uniqueAddress());
                            // Else its process is gone: who has found that warns of it.
                            log(
                                    wasSilent ? Level.WARN : Level.INFO,
                                    event.member(),
                                    "node is taken down");
                        })
                .match(
                        ClusterEvent.MemberRemoved.class,
                        event -> silent.remove(event.member().uniqueAddress()))
                .build();
    }

    private void log(Level level, org.apache.pekko.cluster.Member of, String what) {
        Member member = Membership.read(of);
        if (member != null && !member.address().equals(cluster.selfAddress())) {
            LOG.atLevel(level).addKeyValue("peer", member).log(what);
        }
    }
}
