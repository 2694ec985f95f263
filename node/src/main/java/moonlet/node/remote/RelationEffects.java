package moonlet.node.remote;

import moonlet.protocol.Pid;
import moonlet.protocol.Signal;
import moonlet.protocol.wire.Item;

/** What {@link RemoteRelations} asks of its node, and of the link with the peer. */
public interface RelationEffects {
    /** Tells the peer, whether the link has room or not. */
    void send(long lane, Item item);

    /** Gives a local process its EXIT or LINK_DOWN; nothing happens if it has ended. */
    void signal(Pid local, Signal signal);

    /**
     * The peer wants to know how {@code local} ends.
     *
     * @return false if it has ended; else its end is to be told with {@link RemoteRelations#ended}
     */
    boolean watched(Pid local);

    /**
     * {@code local} is linked to {@code remote} from now on.
     *
     * @return false if it has ended; else its end is to be told with {@link RemoteRelations#ended}
     */
    boolean linked(Pid local, Pid remote);

    /** The link of {@code local} with {@code remote} is gone, without news. */
    void unlinked(Pid local, Pid remote);
}
