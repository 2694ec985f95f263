package moonlet.protocol.wire;

import moonlet.protocol.Ending;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;

/** Monitors and links between processes of two nodes. */
public sealed interface RelationItem extends Item {
    /**
     * The writing node wants to know of the end of {@code target}; it knows who of its own asks.
     */
    record Monitor(Pid target) implements RelationItem {}

    /** Nobody on the writing node monitors {@code target} any more. */
    record Unmonitor(Pid target) implements RelationItem {}

    /**
     * A process that the reading node monitors has ended, or was never there. {@code atSeconds} is
     * Unix time.
     */
    record Exit(Pid from, Ending ending, long atSeconds) implements RelationItem {}

    /** {@code from}, of the writing node, is linked to {@code to}. */
    record Link(Pid from, Pid to) implements RelationItem {}

    /**
     * {@code from} has taken the link with {@code to} back, or has returned; the reader answers
     * {@link UnlinkDone} with the same {@code id}, which is never reused in an incarnation.
     */
    record Unlink(Pid from, Pid to, long id) implements RelationItem {}

    /** The writer has no link of {@code from} with {@code to} any more: answers an Unlink. */
    record UnlinkDone(Pid from, Pid to, long id) implements RelationItem {}

    /** {@code from} failed, or was never there, and was linked to {@code to}. */
    record LinkDown(Pid from, Pid to, Failure failure, long atSeconds) implements RelationItem {}
}
