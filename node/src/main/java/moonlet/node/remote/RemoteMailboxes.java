package moonlet.node.remote;

import moonlet.node.link.LinkSession;
import moonlet.protocol.Pid;
import moonlet.protocol.wire.FlowItem;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Full mailboxes on both sides of a link, and messages that reached nobody. What has travelled is
 * never refused: it is the senders who are told to wait, or to stop. One for each incarnation of a
 * peer; not safe for threads.
 */
public final class RemoteMailboxes {
    private final MailboxEffects effects;
    private final Set<Pid> announced = new HashSet<>(); // local ones that the peer takes for full
    private final Set<Pid> full = new LinkedHashSet<>(); // remote ones

    public RemoteMailboxes(MailboxEffects effects) {
        this.effects = effects;
    }

    /**
     * Returns whether senders have to wait until there is room in the mailbox of {@code remote}.
     */
    public boolean isFull(Pid remote) {
        return full.contains(remote);
    }

    /**
     * A message of the peer has filled the mailbox of {@code local}, or found it full.
     *
     * @return whether that is news: then {@link #emptied} is to tell when it has room again
     */
    public boolean filled(Pid local) {
        boolean news = announced.add(local);
        if (news) {
            control(new FlowItem.MailboxFull(local));
        }
        return news;
    }

    /** The mailbox of {@code local} has room again. */
    public void emptied(Pid local) {
        if (announced.remove(local)) {
            control(new FlowItem.MailboxRoom(local));
        }
    }

    /** So many messages of the peer came for {@code local}, which has ended. */
    public void unread(Pid local, int messages) {
        announced.remove(local);
        control(new FlowItem.Gone(local, messages));
    }

    /** A local process has ended: nobody is to wait for room in its mailbox. */
    public void ended(Pid local) {
        if (announced.contains(local)) {
            unread(local, 0);
        }
    }

    /** The peer says something. */
    public void receive(FlowItem item) {
        switch (item) {
            case FlowItem.MailboxFull(Pid target) -> full.add(target);
            case FlowItem.MailboxRoom(Pid target) -> freed(target);
            case FlowItem.Gone(Pid target, int messages) -> {
                effects.gone(target, messages);
                freed(target);
            }
        }
    }

    /** The peer is lost: who waits tries again, and learns so. */
    public void lost() {
        announced.clear();
        List.copyOf(full).forEach(this::freed);
    }

    private void freed(Pid remote) {
        if (full.remove(remote)) {
            effects.room(remote);
        }
    }

    private void control(FlowItem item) {
        effects.send(LinkSession.NODE, item);
    }
}
