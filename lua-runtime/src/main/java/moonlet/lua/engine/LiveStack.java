package moonlet.lua.engine;

import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Set;

/**
 * The values in the local variables of Lua functions that are suspended, which are those of Java
 * methods. The JDK shows them only to itself ({@code java.lang.LiveStackFrame}, opened by {@code
 * --add-opens java.base/java.lang=ALL-UNNAMED}). What runs cannot be walked like this: in a
 * continuation that is nested in another, the walk ends with the inner one.
 */
public final class LiveStack {
    private static final LiveStack OF_THIS_JVM = find();

    private final MethodHandle walker; // (Set, ContinuationScope, Continuation) to StackWalker
    private final MethodHandle locals; // of a frame
    private final MethodHandle operands; // of a frame
    private final MethodHandle continuation; // of a virtual thread

    private LiveStack(
            MethodHandle walker,
            MethodHandle locals,
            MethodHandle operands,
            MethodHandle continuation) {
        this.walker = walker;
        this.locals = locals;
        this.operands = operands;
        this.continuation = continuation;
    }

    /** Whether this JVM shows what is on a stack. */
    public static boolean isVisible() {
        return OF_THIS_JVM != null;
    }

    /** Adds what a virtual thread holds that does not run now. */
    public static void addParked(Retained retained, Thread parked) {
        if (OF_THIS_JVM != null) {
            addSuspended(retained, (Continuation) call(OF_THIS_JVM.continuation, parked));
        }
    }

    /** Adds what a suspended continuation holds; nothing for one that has ended. */
    public static void addSuspended(Retained retained, Continuation suspended) {
        if (OF_THIS_JVM != null && suspended != null && !suspended.isDone()) {
            OF_THIS_JVM
                    .walker(suspended.getScope(), suspended)
                    .forEach(frame -> OF_THIS_JVM.add(frame, retained));
        }
    }

    private StackWalker walker(ContinuationScope scope, Continuation continuation) {
        return (StackWalker) call(walker, Set.of(), scope, continuation);
    }

    private void add(StackWalker.StackFrame frame, Retained retained) {
        for (Object local : (Object[]) call(locals, frame)) {
            retained.add(local);
        }
        for (Object operand : (Object[]) call(operands, frame)) {
            retained.add(operand);
        }
    }

    private static Object call(MethodHandle handle, Object... arguments) {
        try {
            return handle.invokeWithArguments(arguments);
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Null where the JVM keeps it to itself. */
    private static LiveStack find() {
        try {
            Class<?> frame = Class.forName("java.lang.LiveStackFrame");
            Method walker =
                    frame.getDeclaredMethod(
                            "getStackWalker",
                            Set.class,
                            ContinuationScope.class,
                            Continuation.class);
            Field continuation = Class.forName("java.lang.VirtualThread").getDeclaredField("cont");
            continuation.setAccessible(true);
            return new LiveStack(
                    opened(walker),
                    opened(frame.getDeclaredMethod("getLocals")),
                    opened(frame.getDeclaredMethod("getStack")),
                    MethodHandles.lookup().unreflectGetter(continuation));
        } catch (ReflectiveOperationException | RuntimeException hidden) {
            return null;
        }
    }

    private static MethodHandle opened(Method method) throws IllegalAccessException {
        method.setAccessible(true);
        return MethodHandles.lookup().unreflect(method);
    }
}
