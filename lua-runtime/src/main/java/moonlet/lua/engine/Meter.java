package moonlet.lua.engine;

import java.util.Random;
import java.util.random.RandomGenerator;

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
                    retains(0);
                }

                @Override
                protected void reschedule() {
                    throw new Raised("attempt to yield from outside a coroutine");
                }
            };

    private static final int NANOS_PER_REDUCTION = 100;
    private static final int NANOS_PER_MICRO = 1_000;
    private static final int ALLOWANCE_SHARE_MIN = 4; // of the limit: a quarter between measurings
    private static final int GARBAGE_FACTOR = 4; // less than this part of it is kept
    private static final int SHARE_MIN = 64; // a slice has a 64th of its reductions, or more

    private final Limits limits;
    private final int depthMax; // of the limits, at hand for every call

    /** What is left of the slice; read and written by the process's own thread only. */
    protected int reductions;

    /** Nested Lua calls; a coroutine that is switched away takes its own along. */
    protected int depth;

    /** The innermost coroutine that runs; null in the main function of the process. */
    protected Coroutine running;

    /** Coroutines that are resumed inside each other now. */
    protected int nested;

    private Random random; // null until somebody draws

    private long measured; // bytes that were retained when that was measured last
    private long allowance; // bytes that could be allocated from then on to the next measuring
    private long allocationLeft; // what is left of it
    private long granted; // reductions of all slices so far, of the running one too
    private long sliceStart; // of System.nanoTime; 0 if the process has waited since
    private int share; // reductions of a slice, as many as take sliceMicros or less

    private CoroutineCount coroutines;
    private Coroutine main;

    protected Meter(Limits limits) {
        this.limits = limits;
        this.depthMax = limits.callDepthMax();
        this.share = limits.reductionsPerSlice();
        this.reductions = share;
        this.granted = share;
        allow(limits.retainedBytesMax());
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

    /** What {@code math.random} draws from; each process has its own sequence. */
    public final RandomGenerator random() {
        if (random == null) {
            random = new Random();
        }
        return random;
    }

    /** Starts the sequence of {@link #random} anew: the same seed gives the same numbers. */
    public final void randomSeed(long seed) {
        random = new Random(seed);
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
     * Counts work that is done for the process while it does not run, or that cannot be
     * interrupted: the process gives way at its next poll.
     */
    public final void owe(long units) {
        reductions = (int) Math.max(0, reductions - units);
    }

    /**
     * A slice is over. A reduction is dearer in some code than in other, in the interpreter or
     * before a long builtin: where a slice took longer than {@code sliceMicros}, the next ones have
     * fewer reductions, until they take about that long. That takes two looks at the clock per
     * slice.
     */
    protected final void endSlice() {
        if (sliceStart == 0) {
            return;
        }
        long took = nanos() - sliceStart;
        long wanted = (long) limits.sliceMicros() * NANOS_PER_MICRO;
        int max = limits.reductionsPerSlice();
        if (took > wanted) {
            share = Math.max(share / 2, Math.ceilDiv(max, SHARE_MIN));
        } else if (took < wanted / 2) {
            share = (int) Math.min(share * 2L, max);
        }
    }

    /** Begins a slice. */
    protected final void newSlice() {
        granted += share;
        reductions = share;
        sliceStart = nanos();
    }

    /** The process waits now: the time until the slice is over will say nothing. */
    protected final void waits() {
        sliceStart = 0;
    }

    /** What {@link System#nanoTime} says. */
    protected long nanos() {
        return System.nanoTime();
    }

    /** How many reductions there have been so far. Any thread may ask; it may be a bit outdated. */
    public final long reductionsSpent() {
        return granted - reductions;
    }

    /**
     * What is retained at most, in bytes: what was measured last and what was allocated since,
     * which may be garbage. Any thread may ask.
     */
    public final long retainedAtMost() {
        return measured + allowance - allocationLeft;
    }

    /**
     * Counts memory that is to be allocated. It may be garbage soon, so reaching the limit is no
     * fault yet: at the next poll, what the process retains is measured.
     */
    public final void allocate(long bytes) {
        allocationLeft -= bytes;
        if (allocationLeft < 0) {
            allocatedMuch(bytes);
        }
    }

    /**
     * Counts memory that is there already, also while the process does not run: if it is too much,
     * that is found out at the next poll.
     */
    public final void oweMemory(long bytes) {
        allocationLeft -= bytes;
        if (allocationLeft < 0) {
            reductions = Math.min(reductions, 0);
        }
    }

    private void allocatedMuch(long bytes) {
        long max = limits.retainedBytesMax();
        if (bytes > max) {
            allocationLeft += bytes;
            throw new Raised(
                    "a piece of memory of "
                            + bytes
                            + " bytes is larger than the limit retainedBytesMax="
                            + max);
        }
        reductions = Math.min(reductions, 0); // the next poll ends the slice
    }

    /** Whether so much was allocated that what the process retains may be over its limit. */
    protected final boolean mayRetainTooMuch() {
        return allocationLeft < 0;
    }

    /**
     * What was measured. From here on the process may allocate what it lacks to its limit, and more
     * if most of what it has allocated was garbage: measuring takes the longer the more there is,
     * and is not to be most of what a process does.
     */
    public final void retains(long bytes) {
        long lacking = Math.max(limits.retainedBytesMax() - bytes, 0);
        boolean garbage = bytes - measured < (allowance - allocationLeft) / GARBAGE_FACTOR;
        measured = bytes;
        allow(garbage ? lacking * GARBAGE_FACTOR : lacking);
    }

    /** What is retained could not be measured now; it will be soon. */
    public final void retainsUnknown() {
        allow(0);
    }

    private void allow(long bytes) {
        long max = limits.retainedBytesMax();
        allowance = Math.clamp(bytes, max / ALLOWANCE_SHARE_MIN, max);
        allocationLeft = allowance;
    }

    /**
     * Counts the time since {@code fromNanos} (of {@link System#nanoTime}) as the work of so many
     * reductions as take about as long; returns from when on the next piece of work counts.
     */
    public final long chargeTime(long fromNanos) {
        charge((System.nanoTime() - fromNanos) / NANOS_PER_REDUCTION);
        return System.nanoTime();
    }

    /**
     * Gives way to other processes and starts a new slice. Does not return for a process that was
     * killed.
     */
    protected abstract void sliceOver();

    /**
     * What {@code coroutine.yield} does outside of any coroutine that somebody resumed: lets the
     * other coroutines of the process run.
     */
    protected abstract void reschedule();

    /** The thread value of the main function of the process. */
    final Coroutine mainCoroutine() {
        if (main == null) {
            main = Coroutine.scheduled(this);
            main.status(Coroutine.Status.RUNNING);
        }
        return main;
    }

    /** Counts a new coroutine, or raises if the process has too many. */
    final Object countCoroutine(Coroutine coroutine) {
        allocate(Coroutine.BYTES);
        if (coroutines == null) {
            coroutines = new CoroutineCount(limits.coroutinesMax());
        }
        return coroutines.add(coroutine);
    }

    /** A coroutine has ended; {@code counted} is what {@link #countCoroutine} gave for it. */
    final void coroutineEnded(Object counted) {
        coroutines.remove(counted);
    }

    /** One coroutine deeper, as it is resumed; the caller puts {@link #nested} back. */
    protected final void nest() {
        if (nested >= limits.nestedCoroutinesMax()) {
            throw new Raised(
                    "too many coroutines inside each other: the limit is nestedCoroutinesMax="
                            + limits.nestedCoroutinesMax());
        }
        nested++;
    }

    /** One Lua call deeper. Every {@code enter} that returns is followed by one {@code leave}. */
    final void enter() {
        if (++depth > depthMax) {
            tooDeep();
        }
        tick();
    }

    private void tooDeep() {
        depth--;
        throw new Raised("stack overflow (call depth limit callDepthMax=" + depthMax + ")");
    }

    final void leave() {
        depth--;
    }
}
