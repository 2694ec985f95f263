package moonlet.node.cluster;

import org.apache.pekko.remote.artery.Association;
import org.apache.pekko.remote.artery.AssociationState;
import org.apache.pekko.remote.artery.OutboundHandshake;
import org.apache.pekko.stream.SharedKillSwitch;

import scala.concurrent.Future;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends connections of Pekko with another node, by the two ways in which Pekko does so itself. It
 * opens others, looking up where to, as soon as there is something to say.
 */
final class StaleConnections {
    private static final long BOUND_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private StaleConnections() {}

    /** The one for membership and heartbeats only; nothing is lost: as one that nobody uses. */
    static void endOfMembership(Association association) {
        SharedKillSwitch connection = association.associationState().controlIdleKillSwitch();
        if (connection != null) {
            association.setControlIdleKillSwitch(null);
            connection.abort(Association.OutboundStreamStopIdleSignal$.MODULE$);
        }
    }

    /**
     * All, with what is under way: as those with a start that is over, which is what they were
     * opened for. The node counts as such a one for a moment, in which nothing is said to it.
     */
    static void end(Association association) {
        AssociationState state = association.associationState();
        Future<?> connections = association.streamsCompleted();
        if (!association.swapState(state, state.newQuarantined(true))) {
            return; // just now something has changed by itself
        }
        // With this, Pekko looks whether the node still counts as over, soon afterwards.
        association.sendControl(
                new OutboundHandshake.HandshakeReq(
                        association.localAddress(), association.remoteAddress()));
        long deadline = System.nanoTime() + BOUND_NANOS;
        while (!connections.isCompleted() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        AssociationState now = association.associationState();
        while (now.uniqueRemoteAddress().equals(state.uniqueRemoteAddress())
                && !association.swapState(
                        now, state.withControlIdleKillSwitch(now.controlIdleKillSwitch()))) {
            now = association.associationState();
        }
    }
}
