package moonlet.lua.process;

import java.lang.Thread.UncaughtExceptionHandler;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;

/**
 * Makes the virtual threads of processes. The scheduler of such a thread is its owner, which runs
 * it on its own thread from one park to the next; the JDK has that as a constructor it keeps to
 * itself. Where it is missing, plain virtual threads are handed the turn instead: correct, slower.
 */
public final class Fibers {
    private final MethodHandle constructor; // (Executor, String, int, Runnable)Thread, or null

    private Fibers(MethodHandle constructor) {
        this.constructor = constructor;
    }

    /** Looks for the JDK's constructor; needs {@code --add-opens java.base/java.lang}. */
    public static Fibers detect() {
        try {
            Class<?> virtual = Class.forName("java.lang.VirtualThread");
            MethodHandles.Lookup lookup =
                    MethodHandles.privateLookupIn(virtual, MethodHandles.lookup());
            MethodType type =
                    MethodType.methodType(
                            void.class, Executor.class, String.class, int.class, Runnable.class);
            return new Fibers(
                    lookup.findConstructor(virtual, type)
                            .asType(type.changeReturnType(Thread.class)));
        } catch (ReflectiveOperationException missing) {
            return handedOver();
        }
    }

    /** Plain virtual threads, scheduled by the JDK. */
    public static Fibers handedOver() {
        return new Fibers(null);
    }

    /** Whether the owner's thread runs the process itself; else each turn is handed over. */
    public boolean scheduledByOwner() {
        return constructor != null;
    }

    /**
     * @param process found as the handler of the thread that runs its code
     * @param wake called on any thread, when something else than the owner lets the body go on
     */
    Fiber create(String name, UncaughtExceptionHandler process, Runnable body, Runnable wake) {
        if (constructor == null) {
            return new HandedFiber(process, body);
        }
        OwnedFiber fiber = new OwnedFiber(wake);
        try {
            fiber.thread = (Thread) constructor.invokeExact((Executor) fiber, name, 0, body);
        } catch (RuntimeException | Error passed) {
            throw passed;
        } catch (Throwable checked) {
            throw new IllegalStateException(checked);
        }
        fiber.thread.setUncaughtExceptionHandler(process);
        return fiber;
    }
}
