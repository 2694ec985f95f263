package moonlet.registry;

import moonlet.protocol.Asker;
import moonlet.protocol.Failure;
import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;
import moonlet.protocol.wire.NameItem;

/** What {@link Names} asks of its node, and of the links with the others. */
public interface NameEffects {
    /** Tells another node something, in order. */
    void send(NodeStart to, NameItem item);

    /**
     * Asks another node for something that it may refuse to {@code by}, in the same order.
     *
     * @param by null where nobody is refused anything
     * @return null, or why that cannot be asked for
     */
    default Failure request(NodeStart to, Asker by, NameItem item) {
        send(to, item);
        return null;
    }

    /** Tells all others, in order. */
    void sendAll(NameItem item);

    /** Whether what is sent to a node leaves now, as far as this node knows. */
    boolean isReachable(NodeStart node);

    /** Whether a process of this node lives. */
    boolean isAlive(Pid local);

    /** How many names a process of this node may hold. */
    int namesMax(Pid local);

    /** Answers a process that was told {@link Reply#LATER}. */
    void answered(Ask.OfProcess ask, Reply reply);

    /** A process of this node has lost a name to an older claim. */
    void revoked(Pid local, String name);
}
