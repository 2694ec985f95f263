package moonlet.registry;

import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;

/** Who has asked something about a name, and how the answer is addressed. */
public sealed interface Ask {
    /** A process of this node. */
    record OfProcess(Pid pid, long ticket) implements Ask {}

    /** Another node, for one of its processes. */
    record OfNode(NodeStart node, long request) implements Ask {}
}
