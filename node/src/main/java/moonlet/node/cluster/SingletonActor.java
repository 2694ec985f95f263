package moonlet.node.cluster;

import moonlet.node.singleton.Singleton;
import moonlet.node.singleton.SingletonEffects;

import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.AbstractActorWithTimers;
import org.apache.pekko.actor.ActorRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One singleton while it is this node's. Pekko's Cluster Singleton starts this actor on the oldest
 * of the nodes that run the service, once the one before has handed over or was removed from the
 * cluster. {@link Singleton} decides what follows from that; this one is its clock, asks who was
 * lost, and looks for their processes.
 */
final class SingletonActor extends AbstractActorWithTimers implements SingletonEffects<Member> {
    /** What it is told without more. */
    enum Said {
        /** Another node is to run the singleton; sent by Pekko's manager. */
        HAND_OVER,
        /** Its process has ended. */
        ENDED,
        /** Time has passed. */
        TICK
    }

    private record ProvedGone(Member node) {}

    private static final Logger LOG = LoggerFactory.getLogger(SingletonActor.class);
    private static final int PROBE_PAUSE_MILLIS = 200;

    private final String id;
    private final Tenure tenure;
    private final ActorRef membership;
    private final Duration margin;
    private final Singleton<Member> singleton;
    private Map<Member, InetAddress> places = Map.of();
    private boolean begun;

    /**
     * @param membership knows which nodes were lost
     * @param margin from the removal of a node to when it runs no singleton any more
     */
    SingletonActor(String id, Tenure tenure, ActorRef membership, Duration margin) {
        this.id = id;
        this.tenure = tenure;
        this.membership = membership;
        this.margin = margin;
        this.singleton = new Singleton<>(this, margin.toNanos());
    }

    @Override
    public void preStart() {
        membership.tell(Membership.Question.WHO_WAS_LOST, self());
    }

    @Override
    public AbstractActor.Receive createReceive() {
        return receiveBuilder()
                .match(Membership.Lost.class, this::assigned)
                .match(ProvedGone.class, gone -> provedGone(gone.node))
                .match(Said.class, this::heard)
                .build();
    }

    @Override
    public void postStop() {
        if (begun) {
            tenure.end(id, () -> {}); // again, where it was handed over
        }
    }

    private void assigned(Membership.Lost lost) {
        places = lost.places();
        singleton.assigned(lost.losses(), System.nanoTime());
        schedule();
    }

    private void provedGone(Member node) {
        singleton.provedGone(node, System.nanoTime());
        schedule(); // who waits for fewer may be done sooner
    }

    private void heard(Said said) {
        switch (said) {
            case HAND_OVER -> {
                if (begun) {
                    LOG.atInfo().addKeyValue("service", id).log("singleton is handed over");
                }
                singleton.handOver();
            }
            case ENDED -> singleton.ended();
            case TICK -> {
                singleton.tick(System.nanoTime());
                schedule();
            }
        }
    }

    private void schedule() {
        long due = singleton.dueIn(System.nanoTime());
        if (due != Long.MAX_VALUE) {
            // The timer may be a little early; then it is set once more.
            getTimers().startSingleTimer(Said.TICK, Said.TICK, Duration.ofNanos(due).plusMillis(1));
        }
    }

    @Override
    public void await(Set<Member> lost) {
        LOG.atInfo()
                .addKeyValue("service", id)
                .addKeyValue("lost", lost)
                .addKeyValue("atMostMillis", margin.toMillis())
                .log("singleton waits until other nodes are certain not to run it");
        ActorRef self = self();
        long deadline = System.nanoTime() + margin.toNanos();
        lost.forEach(
                node -> {
                    InetAddress place = places.get(node);
                    Thread.startVirtualThread(() -> probe(node, place, deadline, self));
                });
    }

    private static void probe(Member node, InetAddress place, long deadline, ActorRef self) {
        try {
            while (System.nanoTime() - deadline < 0) {
                if (DeathProbe.isGone(node.link(), place)) {
                    self.tell(new ProvedGone(node), ActorRef.noSender());
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(PROBE_PAUSE_MILLIS);
            }
        } catch (InterruptedException never) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void begin() {
        LOG.atInfo().addKeyValue("service", id).log("singleton is this node's");
        begun = true;
        tenure.begin(id);
    }

    @Override
    public void end() {
        ActorRef self = self();
        tenure.end(id, () -> self.tell(Said.ENDED, ActorRef.noSender()));
    }

    /** What tells Pekko's manager so. */
    @Override
    public void release() {
        context().stop(self());
    }
}
