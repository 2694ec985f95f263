package moonlet.protocol.wire;

import moonlet.protocol.Payload;
import moonlet.protocol.Pid;

/** What is meant for one process of the node that reads it. */
public sealed interface ProcessItem extends Item {
    /** The process it is for. */
    Pid to();

    /** What {@code process.send} sent. */
    record Message(Pid from, Pid to, String topic, Payload payload) implements ProcessItem {}

    /**
     * A request to end. {@code deadlineMillis} is Unix time, 0 for none; {@code reason} is null
     * where a process asks; {@code atSeconds} is Unix time.
     */
    record Cancel(Pid from, Pid to, long deadlineMillis, String reason, long atSeconds)
            implements ProcessItem {}

    /** What {@code process.terminate} asks. */
    record Terminate(Pid from, Pid to) implements ProcessItem {}
}
