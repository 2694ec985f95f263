package moonlet.lua.process;

import jdk.internal.vm.Continuation;

import java.util.function.Supplier;

/**
 * Keeps the virtual thread of a process on its worker while it uses what all processes share.
 *
 * <p>A virtual thread that finds a lock taken leaves its worker, and gets the lock handed later,
 * when it runs again. Its actor may wait for that very lock meanwhile, or all workers may: then it
 * never runs again. These locks are held for moments, so the worker can as well wait with it.
 */
public final class Pinned {
    private Pinned() {}

    /** Runs {@code section}, which must not call Lua code or wait for anything but a lock. */
    public static <T> T call(Supplier<T> section) {
        Continuation.pin();
        try {
            return section.get();
        } finally {
            Continuation.unpin();
        }
    }

    /** The same without an answer. */
    public static void run(Runnable section) {
        Continuation.pin();
        try {
            section.run();
        } finally {
            Continuation.unpin();
        }
    }
}
