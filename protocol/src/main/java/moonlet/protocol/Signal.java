package moonlet.protocol;

/**
 * Everything that can reach a process, in the order in which its actor takes it from the mailbox.
 * The one {@code switch} that reads it is {@code LuaProcess.accept} in the Lua runtime.
 */
public sealed interface Signal {
    /** What one process sent to another; waits in the mailbox until a channel asks for it. */
    record Message(Pid from, String topic, Payload payload) implements Signal {}

    /** A monitored process ended. {@code atSeconds} is Unix time. */
    record Exit(Pid from, Ending ending, long atSeconds) implements Signal {}

    /** A linked process failed, or its node was lost. {@code atSeconds} is Unix time. */
    record LinkDown(Pid from, Failure failure, long atSeconds) implements Signal {}

    /** Another process linked itself to this one. */
    record Link(Pid from) implements Signal {}

    /** Another process took its link back. */
    record Unlink(Pid from) implements Signal {}

    /**
     * A request to end. {@code deadlineMillis} (Unix time, 0 for none) is when the process is
     * killed if it is still there; {@code reason} is set by the runtime only, else null.
     */
    record Cancel(Pid from, long deadlineMillis, String reason, long atSeconds) implements Signal {}

    /** Ends the process at its next scheduling point; no Lua code can catch it. */
    record Kill(Failure why) implements Signal {}

    /** A timer that this process started is due; {@code timer} is the number it chose. */
    record Due(long timer) implements Signal {}

    /** A mailbox that this process found full has room again; {@code ticket} is its number. */
    record Room(long ticket) implements Signal {}

    /** The virtual thread of the process can go on; sent where a Java call blocked it. */
    record Wake() implements Signal {}
}
