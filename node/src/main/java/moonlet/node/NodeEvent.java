package moonlet.node;

import moonlet.node.service.ServiceState;
import moonlet.protocol.Ending;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;

/** Something that has happened on a node, for whoever watches it. */
public sealed interface NodeEvent {
    /** Another node is there from now on. */
    record NodeJoined(String node, String address) implements NodeEvent {}

    /** Another node is lost, or has left. */
    record NodeGone(String node) implements NodeEvent {}

    /** A process of this node runs. */
    record ProcessStarted(Pid pid, String entry) implements NodeEvent {}

    /** It has ended. */
    record ProcessEnded(Pid pid, String entry, Ending how) implements NodeEvent {}

    /**
     * A service of this node is in another state.
     *
     * @param pid of its process, or null
     * @param failure the last one, or null
     */
    record ServiceChanged(String id, ServiceState state, Pid pid, Failure failure)
            implements NodeEvent {}
}
