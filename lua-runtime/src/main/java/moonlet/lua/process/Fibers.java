package moonlet.lua.process;

import java.lang.Thread.UncaughtExceptionHandler;

/**
 * Makes the virtual threads of processes. The scheduler of such a thread is its owner, which runs
 * it on its own thread from one park to the next; the JDK keeps what that takes to itself. Where it
 * is missing, plain virtual threads are handed the turn instead: correct, slower.
 */
public final class Fibers {
    private final boolean scheduledByOwner;

    private Fibers(boolean scheduledByOwner) {
        this.scheduledByOwner = scheduledByOwner;
    }

    /** Looks for what the JDK has; needs {@code --add-opens java.base/java.lang}. */
    public static Fibers detect() {
        return new Fibers(OpenedVirtualThread.isThere());
    }

    /** Plain virtual threads, scheduled by the JDK. */
    public static Fibers handedOver() {
        return new Fibers(false);
    }

    /** Whether the owner's thread runs the process itself; else each turn is handed over. */
    public boolean scheduledByOwner() {
        return scheduledByOwner;
    }

    /**
     * @param process found as the handler of the thread that runs its code
     * @param wake called on any thread, when something else than a turn lets the body go on
     */
    Fiber create(String name, UncaughtExceptionHandler process, Runnable body, Runnable wake) {
        if (!scheduledByOwner) {
            return new HandedFiber(process, body);
        }
        OwnedFiber fiber = new OwnedFiber(name, body, wake);
        fiber.thread().setUncaughtExceptionHandler(process);
        return fiber;
    }
}
