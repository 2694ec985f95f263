package moonlet.registry;

import moonlet.protocol.Asker;
import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;

/** Who has asked something about a name, and how the answer is addressed. */
public sealed interface Ask {
    /** Whose actor and scope count where other nodes have to agree; null for nobody's. */
    Asker by();

    /**
     * A process of this node.
     *
     * @param pid who gets the answer
     */
    record OfProcess(Pid pid, long ticket, Asker by) implements Ask {
        /** Of a question that needs no permission. */
        public OfProcess(Pid pid, long ticket) {
            this(pid, ticket, null);
        }
    }

    /** Another node, for one of its processes. */
    record OfNode(NodeStart node, long request, Asker by) implements Ask {}
}
