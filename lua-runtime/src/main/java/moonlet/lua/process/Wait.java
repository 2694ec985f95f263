package moonlet.lua.process;

import org.luaj.vm2.LuaValue;

/**
 * One coroutine that is blocked in a receive, a send or a select, where it stands in the queue of
 * each channel it waits for. Whoever completes it first wins; the queues drop it when they come
 * across it.
 */
final class Wait {
    private final Task task;
    private boolean done;
    Channel channel;
    LuaValue value;
    boolean ok;

    Wait(Task task) {
        this.task = task;
    }

    Task task() {
        return task;
    }

    boolean isDone() {
        return done;
    }

    /** Says what came of it; the caller puts the task in line. */
    void complete(Channel at, LuaValue what, boolean success) {
        done = true;
        channel = at;
        value = what;
        ok = success;
    }
}
