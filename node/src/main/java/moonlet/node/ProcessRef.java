package moonlet.node;

import moonlet.lua.process.LuaProcess;

import org.apache.pekko.actor.ActorPath;
import org.apache.pekko.actor.ActorSystemImpl;
import org.apache.pekko.actor.InternalActorRef;
import org.apache.pekko.actor.LocalActorRef;
import org.apache.pekko.actor.Props;
import org.apache.pekko.dispatch.MailboxType;
import org.apache.pekko.dispatch.MessageDispatcher;

/**
 * The reference of a process actor. It carries what the actor is for, so that all of them share one
 * {@link Props}, whose making involves reflection.
 */
final class ProcessRef extends LocalActorRef {
    private static final long serialVersionUID = 1L;

    private final transient MessageDispatcher dispatcher;
    private final transient LocalProcess handle;
    private final long startedNanos = System.nanoTime();
    private transient LuaProcess process; // null once it has ended

    ProcessRef(
            ActorSystemImpl system,
            Props props,
            MessageDispatcher dispatcher,
            MailboxType mailbox,
            InternalActorRef parent,
            ActorPath path,
            LocalProcess handle,
            LuaProcess process) {
        super(system, props, dispatcher, mailbox, parent, path);
        this.dispatcher = dispatcher;
        this.handle = handle;
        this.process = process;
        // A signal may come before it is started, and be the last one: its dispatcher has to have
        // counted it by then.
        dispatcher.register(underlying());
    }

    @Override
    public void start() {
        dispatcher.registerForExecution(underlying().mailbox(), false, true);
    }

    LocalProcess handle() {
        return handle;
    }

    LuaProcess process() {
        return process;
    }

    /** It goes on with other code. */
    void runs(LuaProcess other) {
        process = other;
    }

    /** How long ago it was made. */
    long ageNanos() {
        return System.nanoTime() - startedNanos;
    }

    /** The process has ended: who holds this reference does not hold its memory. */
    void release() {
        process = null;
    }
}
