package moonlet.node;

import moonlet.lua.process.World;

/** The timers of all processes of a node, and its own. */
interface NodeTimers {
    /**
     * Runs {@code due} after so many nanoseconds, on a thread that it must not hold up.
     *
     * @return takes it back
     */
    World.Timer after(long nanos, Runnable due);

    /** Nothing is due any more. */
    void stop();
}
