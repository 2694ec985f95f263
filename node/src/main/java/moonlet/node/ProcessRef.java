package moonlet.node;

import moonlet.lua.process.LuaProcess;

import org.apache.pekko.actor.ActorPath;
import org.apache.pekko.actor.ActorSystemImpl;
import org.apache.pekko.actor.ChildActorPath;
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

    private final transient LocalProcess handle;
    private final long startedNanos = System.nanoTime();
    private transient LuaProcess process; // null once it has ended

    ProcessRef(
            ActorSystemImpl system,
            Props props,
            MessageDispatcher dispatcher,
            MailboxType mailbox,
            InternalActorRef parent,
            LocalProcess handle,
            LuaProcess process) {
        super(system, props, dispatcher, mailbox, parent, parent.path());
        this.handle = handle;
        this.process = process;
        // A signal may come before it is started, and be the last one: its dispatcher has to have
        // counted it by then.
        dispatcher.register(underlying());
    }

    @Override
    public void start() {
        underlying().dispatcher().registerForExecution(underlying().mailbox(), false, true);
    }

    /**
     * Made anew each time, since hardly anybody asks: kept, it takes 72 bytes of each process.
     * While the reference is made it is the parent's.
     */
    @Override
    public ActorPath path() {
        if (handle == null) {
            return super.path();
        }
        long number = handle.pid().number();
        return new ChildActorPath(super.path(), Long.toString(number), uid(number));
    }

    /** By which Pekko tells actors of one path apart; 0 is for those that have none. */
    private static int uid(long number) {
        int low = (int) number;
        return low == 0 ? 1 : low;
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
