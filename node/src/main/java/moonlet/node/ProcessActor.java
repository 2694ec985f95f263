package moonlet.node;

import moonlet.lua.process.LuaProcess;
import moonlet.node.dispatch.Worker;
import moonlet.protocol.Ending;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Signal;

import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.UntypedAbstractActor;

/**
 * The actor of one Lua process: takes signals from its mailbox, and runs the process's virtual
 * thread on its own thread until that waits again.
 */
final class ProcessActor extends UntypedAbstractActor {
    private static final Signal WAKE = new Signal.Wake();

    private final LocalProcess handle;
    private final LuaProcess process;

    ProcessActor() {
        ProcessRef self = (ProcessRef) self();
        this.handle = self.handle();
        this.process = self.process();
    }

    @Override
    public void preStart() {
        run();
    }

    @Override
    public void onReceive(Object message) {
        Signal signal = (Signal) message;
        if (!handle.isNews(signal)) {
            return;
        }
        process.accept(signal);
        if (signal instanceof Signal.Wake || !process.isPreempted()) {
            run();
        }
    }

    private void run() {
        try {
            switch (process.run()) {
                case WAITING -> {
                    // the next signal goes on with it
                }
                case PREEMPTED -> runLater();
                case ENDED -> end(process.ending());
            }
        } catch (Throwable bug) {
            handle.bug(bug);
            end(new Ending.Failed(Failure.of(ErrorKind.INTERNAL, "internal error: " + bug)));
        }
    }

    private void end(Ending ending) {
        handle.ended(ending);
        getContext().stop(self());
    }

    /** Behind everybody else who is ready to run. */
    private void runLater() {
        ActorRef self = self();
        if (Thread.currentThread() instanceof Worker worker) {
            worker.runLast(() -> self.tell(WAKE, ActorRef.noSender()));
        } else {
            self.tell(WAKE, ActorRef.noSender());
        }
    }
}
