package moonlet.lua.engine;

import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A Lua coroutine: a continuation nested in the virtual thread of its process, so that a blocking
 * call inside it parks the whole process and is never seen as a {@code yield}. Owned by one
 * process.
 */
public final class Coroutine extends LuaValue implements Holder {
    static final int BYTES = 800; // with a small stack

    /** What {@code coroutine.status} tells. */
    public enum Status {
        SUSPENDED,
        RUNNING,
        NORMAL,
        DEAD
    }

    private static final ContinuationScope SCOPE = new ContinuationScope("lua coroutine");

    private final Meter meter;
    private final Continuation continuation; // null for one that the process itself schedules
    private final LuaFunction body; // null likewise
    private Status status = Status.SUSPENDED;
    private Varargs transfer = NONE;
    private LuaError error;
    private Error fatal;
    private Coroutine resumer;
    private int depth;
    private Object counted;

    private Coroutine(Meter meter, LuaFunction body) {
        this.meter = meter;
        this.body = body;
        this.continuation = body == null ? null : new NestedContinuation(SCOPE, () -> run(body));
    }

    /** A suspended coroutine that will run {@code body}. */
    static Coroutine create(Meter meter, LuaFunction body) {
        Coroutine coroutine = new Coroutine(meter, body);
        coroutine.counted = meter.countCoroutine(coroutine);
        return coroutine;
    }

    /** The thread value of something that the process schedules, and nobody can resume. */
    public static Coroutine scheduled(Meter meter) {
        Coroutine coroutine = new Coroutine(meter, null);
        coroutine.counted = meter.countCoroutine(coroutine);
        return coroutine;
    }

    public Status status() {
        return status;
    }

    /** Set by the process for a coroutine that it schedules. */
    public void status(Status now) {
        status = now;
        if (now == Status.DEAD) {
            meter.coroutineEnded(counted);
        }
    }

    boolean isScheduled() {
        return continuation == null;
    }

    /**
     * Runs until the next yield, the end or an error.
     *
     * @return {@code true} and the values, or {@code false} and the error value
     */
    Varargs resume(Varargs args) {
        if (status != Status.SUSPENDED || isScheduled()) {
            String what =
                    isScheduled()
                            ? "a coroutine of coroutine.spawn"
                            : (status == Status.DEAD ? "dead" : "non-suspended") + " coroutine";
            return varargsOf(FALSE, valueOf("cannot resume " + what));
        }
        int base = meter.depth;
        int nested = meter.nested;
        meter.nest();
        enter(args);
        try {
            continuation.run();
        } finally {
            leave(base);
            meter.nested = nested;
        }
        if (!continuation.isDone()) {
            status = Status.SUSPENDED;
            return varargsOf(TRUE, transfer);
        }
        status(Status.DEAD);
        if (fatal != null) {
            throw fatal;
        }
        return error == null
                ? varargsOf(TRUE, transfer)
                : varargsOf(FALSE, error.getMessageObject());
    }

    /** Gives {@code values} to whoever resumed the running coroutine; returns what comes back. */
    static Varargs yield(Meter meter, Varargs values) {
        Coroutine running = meter.running;
        if (running == null || running.isScheduled()) {
            meter.reschedule();
            return NONE;
        }
        running.transfer = values;
        if (!Continuation.yield(SCOPE)) {
            throw new IllegalStateException("coroutine is pinned by a Java frame");
        }
        return running.transfer;
    }

    private void run(LuaFunction body) {
        try {
            transfer = body.invoke(transfer);
        } catch (LuaError raised) {
            error = raised;
        } catch (StackOverflowError overflow) {
            error = new Raised("stack overflow");
        } catch (Error uncatchable) {
            fatal = uncatchable;
        }
    }

    private void enter(Varargs args) {
        transfer = args;
        resumer = meter.running;
        if (resumer != null) {
            resumer.status = Status.NORMAL;
        }
        meter.running = this;
        status = Status.RUNNING;
        meter.depth += depth;
    }

    private void leave(int base) {
        depth = meter.depth - base; // the calls it is in, which come back with the next resume
        meter.depth = base;
        meter.running = resumer;
        if (resumer != null) {
            resumer.status = Status.RUNNING;
        }
        resumer = null;
    }

    /** Adds the stacks of this coroutine and of those that wait for it, while none of them runs. */
    public void addStacks(Retained retained) {
        for (Coroutine one = this; one != null; one = one.resumer) {
            LiveStack.addSuspended(retained, one.continuation);
        }
    }

    @Override
    public long hold(Retained retained) {
        if (status == Status.SUSPENDED) { // the others were added with the process's own stack
            retained.add(body);
            LiveStack.addSuspended(retained, continuation);
        }
        retained.add(transfer);
        retained.add(error == null ? null : error.getMessageObject());
        return BYTES;
    }

    @Override
    public int type() {
        return TTHREAD;
    }

    @Override
    public String typename() {
        return "thread";
    }

    @Override
    public LuaValue getmetatable() {
        return null;
    }
}
