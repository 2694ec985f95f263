package moonlet.lua.process;

/**
 * What others can see of a process while it does its work: read without asking it, by any thread,
 * so the numbers may be a moment old and not of the same moment.
 *
 * @param reductions so far
 * @param retainedBytes at most: what was measured last, and what was allocated since
 * @param topics that it listens to
 */
public record ProcessInfo(State state, long reductions, long retainedBytes, int topics) {
    /** What a process is about. */
    public enum State {
        /** Its top level runs, or it has ended. */
        NOT_STARTED,
        /** It waits for a signal. */
        WAITING,
        /** It waits for its next slice. */
        RUNNABLE,
        RUNNING
    }

    private static final String LUA = ".lua";

    /** Looks at a process. */
    public static ProcessInfo of(LuaProcess process) {
        return new ProcessInfo(
                state(process),
                process.reductionsSpent(),
                process.retainedAtMost(),
                process.mailbox().topics());
    }

    /**
     * The line of Lua code that a process is at, such as {@code worker.lua:12}; null where that
     * cannot be seen. Costs a walk over the stack of its main coroutine.
     */
    public static String line(LuaProcess process) {
        Fiber fiber = process.fiber();
        if (fiber == null) {
            return null;
        }
        for (StackTraceElement frame : fiber.thread().getStackTrace()) {
            String file = frame.getFileName();
            if (file != null && file.endsWith(LUA)) {
                return file + ":" + frame.getLineNumber();
            }
        }
        return null;
    }

    private static State state(LuaProcess process) {
        Fiber fiber = process.fiber();
        if (fiber == null) {
            return State.NOT_STARTED;
        }
        if (fiber.carrier() != null) {
            return State.RUNNING;
        }
        return fiber.yielded() ? State.RUNNABLE : State.WAITING;
    }
}
