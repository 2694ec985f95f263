package moonlet.lua.process;

import jdk.internal.vm.Continuation;

import moonlet.lua.engine.Coroutine;

/** One coroutine of {@code coroutine.spawn}, or the main function, which has no continuation. */
final class Task {
    Continuation continuation;
    Coroutine thread;

    /** What the process's meter held when this task was switched away. */
    Coroutine running;

    int depth;
    int nested;

    /** Set if the coroutine ended with an uncaught error. */
    Killed failure;
}
