package moonlet.lua.process;

import moonlet.protocol.Ending;
import moonlet.protocol.Pid;

import java.util.HashMap;
import java.util.Map;

/** The coroutines of one process that wait in {@code process.exec} for the end of a child. */
final class Calls {
    private static final class Call {
        private final Task task;
        private Ending ending;

        private Call(Task task) {
            this.task = task;
        }
    }

    private final Scheduler scheduler;
    private Map<Pid, Call> open;

    Calls(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Blocks the running coroutine until {@code child} ends; the child is monitored already. */
    Ending await(Pid child) {
        Call call = new Call(scheduler.current());
        if (open == null) {
            open = new HashMap<>(4);
        }
        open.put(child, call);
        scheduler.suspend();
        return call.ending;
    }

    /** Whether somebody waits for the end of {@code child}. */
    boolean isOpen(Pid child) {
        return open != null && open.containsKey(child);
    }

    /** Gives an end to who waits for it; returns false if nobody does. */
    boolean answer(Pid child, Ending ending) {
        Call call = open == null ? null : open.remove(child);
        if (call == null) {
            return false;
        }
        call.ending = ending;
        scheduler.ready(call.task);
        return true;
    }
}
