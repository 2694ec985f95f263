package moonlet.protocol.wire;

import moonlet.protocol.Pid;

/** How messages to one process of the writing node fare. */
public sealed interface FlowItem extends Item {
    Pid target();

    /** Its mailbox is full: processes of the reading node are to wait with what they send to it. */
    record MailboxFull(Pid target) implements FlowItem {}

    /** Its mailbox has room again. */
    record MailboxRoom(Pid target) implements FlowItem {}

    /**
     * {@code messages} reached nobody, because the process has ended; later sends to it are to
     * fail.
     */
    record Gone(Pid target, int messages) implements FlowItem {}
}
