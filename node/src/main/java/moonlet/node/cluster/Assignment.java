package moonlet.node.cluster;

import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;

import java.time.Duration;

/**
 * Pekko's word that a singleton is this node's. Its Cluster Singleton starts this actor on the
 * oldest of the nodes that run the service, once the one before has handed over or was removed from
 * the cluster; when it ends, another node may have the singleton. In between it speaks for Pekko to
 * the {@link SingletonActor} of this node, which is there also where the singleton is another
 * node's.
 */
final class Assignment extends AbstractActor {
    /** What it is told without more. */
    enum Said {
        /** Another node is to have the singleton; sent by Pekko's manager. */
        HAND_OVER,
        /** Another node may have it. */
        RELEASED,
        /** The singleton's actor had a fault; it is there anew, and knows nothing. */
        FAULT,
        /** What ran before that has ended. */
        ENDED
    }

    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);

    private final ActorRef singleton;
    private final ActorRef membership;
    private boolean faulty; // until what ran has ended
    private boolean handsOver;

    Assignment(ActorRef singleton, ActorRef membership) {
        this.singleton = singleton;
        this.membership = membership;
    }

    @Override
    public void preStart() {
        membership.tell(Membership.Question.WHO_WAS_LOST, self());
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(Membership.Lost.class, this::assign)
                .match(Said.class, this::heard)
                .build();
    }

    /** Once it is to be handed over this node does not get it, whoever was lost. */
    private void assign(Membership.Lost lost) {
        if (!faulty && !handsOver) {
            singleton.tell(lost, self());
        }
    }

    private void heard(Said said) {
        switch (said) {
            case HAND_OVER -> {
                handsOver = true;
                handOver();
            }
            case FAULT -> faulty = true;
            case ENDED -> {
                faulty = false;
                handOver();
                askLater();
            }
            case RELEASED -> {
                if (handsOver) {
                    context().stop(self());
                }
            }
        }
    }

    /** Not while something still ends of which the singleton's actor does not know. */
    private void handOver() {
        if (handsOver && !faulty) {
            singleton.tell(SingletonActor.Said.HAND_OVER, self());
        }
    }

    private void askLater() {
        context()
                .system()
                .scheduler()
                .scheduleOnce(
                        AFTER_A_FAULT,
                        membership,
                        Membership.Question.WHO_WAS_LOST,
                        context().dispatcher(),
                        self());
    }

    @Override
    public void postStop() {
        singleton.tell(SingletonActor.Said.UNASSIGNED, self());
    }
}
