package moonlet.node.cluster;

import moonlet.node.cluster.Membership.Departed;

import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One singleton while it is this node's. Pekko's Cluster Singleton starts this actor on the oldest
 * of the nodes that run the service, once the one before has handed over or was removed from the
 * cluster. A node that was removed may not know that yet. So this waits until every node that was
 * lost lately is proved gone, or until the lease of it has run out: see {@link Peers#isInTouch}.
 */
final class SingletonActor extends AbstractActor {
    /** What ends it. */
    enum End {
        /** Another node is to run the singleton; sent by Pekko's manager. */
        HAND_OVER,
        /** Its process has ended. */
        ENDED
    }

    private enum Safe {
        SAFE
    }

    private static final Logger LOG = LoggerFactory.getLogger(SingletonActor.class);
    private static final int PROBE_PAUSE_MILLIS = 200;

    private final String singleton;
    private final Tenure tenure;
    private final ActorRef membership;
    private final Duration margin;
    private boolean begun;

    /**
     * @param membership knows which nodes were lost
     * @param margin from the removal of a node to when it runs no singleton any more
     */
    SingletonActor(String singleton, Tenure tenure, ActorRef membership, Duration margin) {
        this.singleton = singleton;
        this.tenure = tenure;
        this.membership = membership;
        this.margin = margin;
    }

    @Override
    public void preStart() {
        membership.tell(Membership.Question.WHO_WAS_LOST, self());
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(Membership.Lost.class, lost -> awaitGone(lost.nodes()))
                .match(Safe.class, _ -> begin())
                .matchEquals(End.HAND_OVER, _ -> handOver())
                .matchEquals(End.ENDED, _ -> context().stop(self()))
                .build();
    }

    @Override
    public void postStop() {
        if (begun) {
            tenure.end(singleton, () -> {}); // again, where it was handed over
        }
    }

    private void awaitGone(List<Departed> lost) {
        if (lost.isEmpty()) {
            begin();
            return;
        }
        LOG.atInfo()
                .addKeyValue("service", singleton)
                .addKeyValue("lost", lost.stream().map(Departed::member).toList())
                .addKeyValue("atMostMillis", margin.toMillis())
                .log("singleton waits until lost nodes are certain not to run it");
        ActorRef self = self();
        long deadline = System.nanoTime() + margin.toNanos();
        Thread.startVirtualThread(() -> probe(lost, deadline, self));
    }

    private static void probe(List<Departed> lost, long deadline, ActorRef self) {
        try {
            for (Departed node : lost) {
                while (!DeathProbe.isGone(node.member().link(), node.place())
                        && System.nanoTime() - deadline < 0) {
                    TimeUnit.MILLISECONDS.sleep(PROBE_PAUSE_MILLIS);
                }
            }
            self.tell(Safe.SAFE, ActorRef.noSender());
        } catch (InterruptedException never) {
            Thread.currentThread().interrupt();
        }
    }

    private void begin() {
        LOG.atInfo().addKeyValue("service", singleton).log("singleton is this node's");
        begun = true;
        tenure.begin(singleton);
    }

    private void handOver() {
        if (!begun) {
            context().stop(self());
            return;
        }
        LOG.atInfo().addKeyValue("service", singleton).log("singleton is handed over");
        ActorRef self = self();
        tenure.end(singleton, () -> self.tell(End.ENDED, ActorRef.noSender()));
    }
}
