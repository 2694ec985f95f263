package moonlet.lua.process;

/** A coroutine that waits for room in a mailbox, for a limited time. */
final class RoomWait {
    private final LuaProcess process;
    private final Task task;
    private boolean suspended;
    private boolean expired;

    RoomWait(LuaProcess process) {
        this.process = process;
        this.task = process.scheduler().current();
    }

    /** Waits until there may be room, or the time is over. */
    void suspend() {
        suspended = true;
        process.scheduler().suspend();
    }

    /** There may be room now. */
    void room() {
        if (suspended) { // else the time was over in the same moment
            suspended = false;
            process.scheduler().ready(task);
        }
    }

    /** The time is over. */
    void expire() {
        expired = true;
        room();
    }

    boolean isExpired() {
        return expired;
    }
}
