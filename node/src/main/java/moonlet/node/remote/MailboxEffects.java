package moonlet.node.remote;

import moonlet.protocol.Pid;
import moonlet.protocol.wire.FlowItem;

/** What {@link RemoteMailboxes} asks of its node, and of the link with the peer. */
public interface MailboxEffects {
    /** Tells the peer, whether the link has room or not. */
    void send(long lane, FlowItem item);

    /** Who waits for room in the mailbox of {@code remote} is to try again. */
    void room(Pid remote);

    /**
     * {@code remote} has ended, and so many messages to it reached nobody: they are to be counted
     * and logged, and later ones refused.
     */
    void gone(Pid remote, int messages);
}
