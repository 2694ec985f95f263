package moonlet.node.cluster;

import moonlet.node.singleton.Singleton;
import moonlet.node.singleton.SingletonEffects;

import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.AbstractActorWithTimers;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.UniqueAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One singleton as this node has to do with it: its own, another node's, or on loan from one that
 * drains. {@link Assignment} says when it is this node's. {@link Singleton} decides what follows
 * from that; this one is its clock, looks for the processes of nodes that were lost, and speaks to
 * the actor of the same name on the next node.
 */
final class SingletonActor extends AbstractActorWithTimers implements SingletonEffects<Member> {
    /** What it is told without more. */
    enum Said {
        /** Another node is to have the singleton; sent by {@link Assignment}. */
        HAND_OVER,
        /** It is this node's no more; also without a hand-over, if the node is no member now. */
        UNASSIGNED,
        /** This node is about to leave. */
        DRAIN,
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
    private final Duration margin;
    private final Succession succession;
    private final Singleton<Member> singleton;
    private Map<Member, InetAddress> places = Map.of();
    private ActorRef assignment; // null while it is not this node's
    private boolean begun;

    /**
     * @param margin from the removal of a node to when it runs no singleton any more
     */
    SingletonActor(String id, Tenure tenure, Duration margin) {
        this.id = id;
        this.tenure = tenure;
        this.margin = margin;
        this.succession = new Succession(Cluster.get(context().system()), id);
        this.singleton = new Singleton<>(this, margin.toNanos());
    }

    @Override
    public AbstractActor.Receive createReceive() {
        return receiveBuilder()
                .match(Membership.Lost.class, this::assigned)
                .match(ProvedGone.class, gone -> provedGone(gone.node))
                .match(Said.class, this::heard)
                .match(String.class, succession::isForThis, _ -> borrow())
                .build();
    }

    /** After a fault, which Pekko logs: who comes next knows nothing of what runs. */
    @Override
    public void preRestart(Throwable fault, Optional<Object> heard) {
        if (assignment == null) {
            postStop();
            return;
        }
        ActorRef its = assignment;
        its.tell(Assignment.Said.FAULT, self());
        tenure.end(id, () -> its.tell(Assignment.Said.ENDED, ActorRef.noSender()));
    }

    @Override
    public void postStop() {
        if (begun) {
            tenure.end(id, () -> {}); // again, where it was handed over
        }
    }

    private void assigned(Membership.Lost lost) {
        assignment = sender();
        if (begun) { // it was on loan
            logOwn();
        }
        places = lost.places();
        singleton.assigned(lost.losses(), System.nanoTime());
        schedule();
    }

    private void borrow() {
        if (singleton.borrow()) {
            LOG.atInfo()
                    .addKeyValue("service", id)
                    .addKeyValue("from", sender().path().address().hostPort())
                    .log("singleton is on loan");
        }
    }

    private void provedGone(Member node) {
        singleton.provedGone(node, System.nanoTime());
        schedule(); // who waits for fewer may be done sooner
    }

    private void heard(Said said) {
        switch (said) {
            case HAND_OVER -> {
                assignment = sender();
                if (begun) {
                    LOG.atInfo().addKeyValue("service", id).log("singleton is handed over");
                }
                singleton.handOver();
            }
            case UNASSIGNED -> {
                assignment = null;
                singleton.handOver();
            }
            case DRAIN -> singleton.drain();
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
        begun = true;
        if (assignment != null) {
            logOwn();
        }
        tenure.begin(id);
    }

    private void logOwn() {
        LOG.atInfo().addKeyValue("service", id).log("singleton is this node's");
    }

    @Override
    public void end() {
        ActorRef self = self();
        tenure.end(id, () -> self.tell(Said.ENDED, ActorRef.noSender()));
    }

    @Override
    public void lend() {
        UniqueAddress next = succession.next();
        if (next == null) {
            return; // it has to wait until this node has left
        }
        String there = self().path().toStringWithAddress(next.address());
        context().actorSelection(there).tell(succession.loanTo(next), self());
        LOG.atInfo()
                .addKeyValue("service", id)
                .addKeyValue("to", next.address().hostPort())
                .log("singleton is lent");
    }

    /** What tells Pekko's manager so. */
    @Override
    public void release() {
        if (assignment != null) {
            assignment.tell(Assignment.Said.RELEASED, self());
            assignment = null;
        }
    }
}
