package moonlet.lua.engine;

/**
 * What a running Lua process pays with: reductions, counted down at function entries and backward
 * jumps and by builtins in proportion to their work. At zero the process gives way to others; a
 * process that is to be killed learns of it there. Owned by one process.
 */
public abstract class Meter {
    /** Shared by code that runs outside any process: tests and the loading of an application. */
    private static final Meter FREE =
            new Meter(Limits.DEFAULTS) {
                @Override
                protected void sliceOver() {
                    reductions = Integer.MAX_VALUE;
                }
            };

    private final Limits limits;

    /** What is left of the slice; read and written by the process's own thread only. */
    protected int reductions;

    int depth;

    protected Meter(Limits limits) {
        this.limits = limits;
        this.reductions = limits.reductionsPerSlice();
    }

    /** The meter of the process whose code runs on this thread. */
    public static Meter current() {
        return Thread.currentThread().getUncaughtExceptionHandler() instanceof Metered metered
                ? metered.meter()
                : FREE;
    }

    public final Limits limits() {
        return limits;
    }

    /** Counts one reduction. */
    public final void tick() {
        if (--reductions < 0) {
            sliceOver();
        }
    }

    /** Counts work of {@code units} reductions; call it before the work is done. */
    public final void charge(long units) {
        long left = reductions - units;
        reductions = left < -1 ? -1 : (int) left;
        if (reductions < 0) {
            sliceOver();
        }
    }

    /**
     * Gives way to other processes and starts a new slice. Does not return for a process that was
     * killed.
     */
    protected abstract void sliceOver();

    /** One Lua call deeper. Every {@code enter} that returns is followed by one {@code leave}. */
    final void enter() {
        if (++depth > limits.callDepthMax()) {
            depth--;
            throw new Raised(
                    "stack overflow (call depth limit callDepthMax="
                            + limits.callDepthMax()
                            + ")");
        }
        tick();
    }

    final void leave() {
        depth--;
    }
}
