package moonlet.node.cluster;

import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.MemberStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.StreamSupport;

/**
 * How this node leaves its cluster, in one step or in two: between them it has the status {@code
 * exiting}, because Pekko's coordinated shutdown waits for {@link #finish}.
 */
final class Leaving {
    private static final Logger LOG = LoggerFactory.getLogger(Leaving.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int LOOK_MILLIS = 5;
    private static final Set<MemberStatus> UP = Set.of(MemberStatus.up());
    private static final Set<MemberStatus> ON_THEIR_WAY =
            Set.of(MemberStatus.leaving(), MemberStatus.exiting());

    private final ActorSystem system;
    private final Cluster cluster;
    private final CompletableFuture<Done> drained = new CompletableFuture<>();
    private volatile boolean begun;
    private volatile boolean expelled; // on its way, without knowing it

    Leaving(ActorSystem system) {
        this.system = system;
        this.cluster = Cluster.get(system);
        CoordinatedShutdown.get(system)
                .addTask(
                        CoordinatedShutdown.PhaseClusterExiting(),
                        "moonlet-drained",
                        this::drained);
    }

    private CompletionStage<Done> drained() {
        return begun ? drained : CompletableFuture.completedFuture(Done.done());
    }

    /** See {@link ClusterNode#beginToLeave}. */
    void begin() {
        if (!begun && !cluster.isTerminated() && isAnother(UP)) {
            LOG.atInfo().log("this node is about to leave, so that others run its singletons");
            begun = true;
            cluster.leave(cluster.selfAddress());
        }
    }

    /** Another node says that this one is no member any more. */
    void expelled() {
        expelled = true;
    }

    /** Whether the others have gone on without this node since it was about to leave. */
    boolean isOut() {
        return begun && (expelled || cluster.isTerminated());
    }

    /** See {@link ClusterNode#awaitThoseThatLeave}. */
    void awaitOthers(long deadlineNanos) {
        try {
            while (!cluster.isTerminated()
                    && !isAnother(UP)
                    && isAnother(ON_THEIR_WAY)
                    && System.nanoTime() - deadlineNanos < 0) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /** Leaves, tells the others so, and ends the actor system; waits for that. */
    void finish() {
        drained.complete(Done.done());
        try {
            CoordinatedShutdown.get(system)
                    .runAll(CoordinatedShutdown.clusterLeavingReason())
                    .toCompletableFuture()
                    .get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException late) {
            system.terminate();
        }
    }

    private boolean isAnother(Set<MemberStatus> statuses) {
        return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
                .filter(member -> !member.uniqueAddress().equals(cluster.selfUniqueAddress()))
                .anyMatch(member -> statuses.contains(member.status()));
    }
}
