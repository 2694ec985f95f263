package moonlet.node.cluster;

import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;

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
        /** The singleton's actor is there anew after a fault, and knows nothing. */
        STARTED_AGAIN
    }

    private final ActorRef singleton;
    private final ActorRef membership;

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
                .match(Membership.Lost.class, lost -> singleton.tell(lost, self()))
                .matchEquals(Said.HAND_OVER, _ -> handOver())
                .matchEquals(Said.STARTED_AGAIN, _ -> preStart())
                .build();
    }

    /** From here on this node does not get it, whoever was lost. */
    private void handOver() {
        getContext()
                .become(
                        receiveBuilder()
                                .matchEquals(Said.RELEASED, _ -> context().stop(self()))
                                .build());
        singleton.tell(SingletonActor.Said.HAND_OVER, self());
    }

    @Override
    public void postStop() {
        singleton.tell(SingletonActor.Said.UNASSIGNED, self());
    }
}
