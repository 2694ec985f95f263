package moonlet.protocol;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

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

    /**
     * A request to end. {@code deadlineMillis} (Unix time, 0 for none) is when the process is
     * killed if it is still there; {@code reason} is set by the runtime only, else null.
     */
    record Cancel(Pid from, long deadlineMillis, String reason, long atSeconds) implements Signal {}

    /**
     * The code that the process runs has changed since. {@code sources} are the ids of the entries
     * with new code: its own, and libraries that it imports, also through others.
     */
    record Outdated(Pid from, Set<String> sources, long atSeconds) implements Signal {
        public Outdated {
            sources = Collections.unmodifiableSet(new TreeSet<>(sources));
        }

        /** This and a later one in one. */
        public Outdated and(Outdated later) {
            Set<String> both = new TreeSet<>(sources);
            both.addAll(later.sources);
            return new Outdated(from, both, atSeconds);
        }
    }

    /** Ends the process at its next scheduling point; no Lua code can catch it. */
    record Kill(Failure why) implements Signal {}

    /**
     * Something that this process waits for has come: a timer, or room in a mailbox it found full.
     * {@code ticket} is the number that the process gave it.
     */
    record Due(long ticket) implements Signal {}

    /**
     * What this process asked of another node is answered; {@code ticket} is the number that it
     * gave the question. Exactly one of the other two is not null.
     */
    record Answer(long ticket, Pid pid, Failure failure) implements Signal {}

    /** The process can go on: its turn has come again, or the Java call that blocked it is done. */
    enum Wake implements Signal {
        WAKE
    }
}
