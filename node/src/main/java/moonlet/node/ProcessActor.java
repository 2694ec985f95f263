package moonlet.node;

import moonlet.lua.process.LuaProcess;
import moonlet.node.dispatch.Worker;
import moonlet.protocol.Signal;

import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.UntypedAbstractActor;

/**
 * The actor of one Lua process: takes signals from its mailbox, and runs the process's virtual
 * thread on its own thread until that waits again.
 */
final class ProcessActor extends UntypedAbstractActor {
    private static final Signal WAKE = new Signal.Wake();

    private final LocalProcess handle;
    private final LuaProcess process;

    private ProcessActor(LocalProcess handle, LuaProcess process) {
        this.handle = handle;
        this.process = process;
    }

    static Props props(LocalProcess handle, LuaProcess process) {
        return Props.create(ProcessActor.class, () -> new ProcessActor(handle, process))
                .withDispatcher(Node.DISPATCHER);
    }

    @Override
    public void preStart() {
        handle.actor(self());
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
        switch (process.run()) {
            case WAITING -> {
                // the next signal goes on with it
            }
            case PREEMPTED -> runLater();
            case ENDED -> {
                handle.ended(process.ending());
                getContext().stop(self());
            }
        }
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
