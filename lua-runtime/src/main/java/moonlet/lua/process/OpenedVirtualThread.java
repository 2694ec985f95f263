package moonlet.lua.process;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Executor;

/**
 * What the JDK keeps to itself of its virtual threads, and who schedules them alone needs: to give
 * a thread a scheduler, and to put it aside without the protocol by which every thread of the JVM
 * may wake a parked one (half of what a wait costs). Opened by {@code --add-opens
 * java.base/java.lang}. A record, so that compiled code takes its fields for constants.
 *
 * @param constructor {@code (Executor, String, int, Runnable)Thread}
 * @param run {@code (Thread)void}: on the calling thread, until it is put aside
 * @param yield {@code (Thread)boolean}: returns once the thread has gone on
 * @param state {@code (Thread)int}
 */
record OpenedVirtualThread(
        MethodHandle constructor,
        MethodHandle run,
        MethodHandle yield,
        VarHandle state,
        int running,
        int yielded) {
    private static final OpenedVirtualThread OF_THIS_JVM = find();

    static boolean isThere() {
        return OF_THIS_JVM != null;
    }

    /**
     * Who starts it, or wakes it from a wait in Java code, hands its next turn to the scheduler.
     */
    static Thread unstarted(Executor scheduler, String name, Runnable body) {
        try {
            return (Thread) OF_THIS_JVM.constructor.invokeExact(scheduler, name, 0, body);
        } catch (Throwable thrown) {
            throw passed(thrown);
        }
    }

    /** Runs a thread that was put aside, or that its scheduler was told to run, until it waits. */
    static void run(Thread thread) {
        try {
            OF_THIS_JVM.run.invokeExact(thread);
        } catch (Throwable thrown) {
            throw passed(thrown);
        }
    }

    /**
     * Puts the calling virtual thread aside until its scheduler runs it, and nobody else wakes it:
     * to the JDK it has yielded, and waits in its scheduler's queue.
     *
     * @throws StackOverflowError if the stack is too deep to be put aside
     */
    static void putAside(Thread thread) {
        boolean done = false;
        OF_THIS_JVM.state.set(thread, OF_THIS_JVM.yielded);
        try {
            done = (boolean) OF_THIS_JVM.yield.invokeExact(thread);
        } catch (Throwable thrown) {
            throw passed(thrown);
        } finally {
            if (!done) {
                OF_THIS_JVM.state.set(thread, OF_THIS_JVM.running);
            }
        }
        if (!done) {
            throw new IllegalStateException("the process is pinned by a Java frame");
        }
    }

    private static RuntimeException passed(Throwable thrown) {
        return switch (thrown) {
            case Error error -> throw error;
            case RuntimeException unchecked -> unchecked;
            default -> new IllegalStateException(thrown);
        };
    }

    /** Null where the JVM keeps it to itself. */
    private static OpenedVirtualThread find() {
        try {
            Class<?> type = Class.forName("java.lang.VirtualThread");
            MethodHandles.Lookup lookup =
                    MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            MethodType made =
                    MethodType.methodType(
                            void.class, Executor.class, String.class, int.class, Runnable.class);
            MethodType runs = MethodType.methodType(void.class);
            MethodType yields = MethodType.methodType(boolean.class);
            return new OpenedVirtualThread(
                    lookup.findConstructor(type, made).asType(made.changeReturnType(Thread.class)),
                    lookup.findVirtual(type, "runContinuation", runs)
                            .asType(runs.appendParameterTypes(Thread.class)),
                    lookup.findVirtual(type, "yieldContinuation", yields)
                            .asType(yields.appendParameterTypes(Thread.class)),
                    lookup.findVarHandle(type, "state", int.class),
                    (int) lookup.findStaticVarHandle(type, "RUNNING", int.class).get(),
                    (int) lookup.findStaticVarHandle(type, "YIELDED", int.class).get());
        } catch (ReflectiveOperationException missing) {
            return null;
        }
    }
}
