package moonlet.node;

import moonlet.lua.process.LuaProcess;
import moonlet.lua.process.Outcome;
import moonlet.lua.process.Turn;
import moonlet.node.dispatch.Worker;
import moonlet.protocol.Ending;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Signal;

import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.LocalActorRef;
import org.apache.pekko.actor.UntypedAbstractActor;

/**
 * The actor of one Lua process: takes signals from its mailbox, and runs the process's virtual
 * thread on its own thread until that waits again.
 */
final class ProcessActor extends UntypedAbstractActor {
    private static final int BATCH_MAX = 64;

    private final LocalProcess handle;
    private LuaProcess process;
    private int accepted; // signals since the process last had a turn

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
        try {
            if (handle.isNews(signal)) {
                process.accept(signal);
            }
        } catch (Throwable bug) {
            failed(bug);
            return;
        }
        boolean due = !process.isPreempted() && (++accepted >= BATCH_MAX || !moreFollow());
        if (due || signal instanceof Signal.Wake) {
            run();
        }
    }

    /** To resume a virtual thread costs more than to take a message, so it gets several at once. */
    private boolean moreFollow() {
        return ((LocalActorRef) self()).underlying().mailbox().hasMessages();
    }

    private void run() {
        accepted = 0;
        if (!process.isKilled() && !handle.mayRun()) {
            return;
        }
        try {
            Turn turn = turn();
            handle.turnEnded();
            switch (turn) {
                case WAITING -> {
                    // the next signal goes on with it
                }
                case PREEMPTED -> runLater();
                case UPGRADING -> upgrade();
                case ENDED -> end(process.ending());
            }
        } catch (Throwable bug) {
            failed(bug);
        }
    }

    private Turn turn() {
        if (!(Thread.currentThread() instanceof Worker worker)) {
            return process.run();
        }
        long before = process.reductionsSpent();
        long began = worker.meter().begin();
        Turn turn = process.run();
        worker.meter().end(began, process.reductionsSpent() - before);
        return turn;
    }

    /** The signals that follow are for the new code. */
    private void upgrade() {
        Outcome<LuaProcess> upgraded = handle.upgrade(process);
        if (upgraded.failure() != null) {
            end(new Ending.Failed(upgraded.failure()));
            return;
        }
        process = upgraded.value();
        ((ProcessRef) self()).runs(process);
        runLater();
    }

    private void failed(Throwable bug) {
        handle.bug(bug);
        end(new Ending.Failed(Failure.of(ErrorKind.INTERNAL, "internal error: " + bug)));
    }

    private void end(Ending ending) {
        handle.ended(ending);
        ((ProcessRef) self()).release();
        getContext().stop(self());
    }

    /** Behind everybody else who is ready to run. */
    private void runLater() {
        ActorRef self = self();
        if (Thread.currentThread() instanceof Worker worker) {
            worker.runLast(() -> self.tell(Signal.Wake.WAKE, ActorRef.noSender()));
        } else {
            self.tell(Signal.Wake.WAKE, ActorRef.noSender());
        }
    }
}
