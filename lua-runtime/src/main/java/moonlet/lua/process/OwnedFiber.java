package moonlet.lua.process;

import moonlet.lua.engine.LiveStack;
import moonlet.lua.engine.Retained;

import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/** A virtual thread whose scheduler is this object: it runs inside {@link #run}, nowhere else. */
final class OwnedFiber implements Fiber, Executor {
    Thread thread;
    private final Runnable wake;
    private volatile Runnable continuation; // what the JDK wants run next, if anything
    private volatile Thread carrier; // the owner's thread, during run()
    private boolean started;
    private boolean parked;

    OwnedFiber(Runnable wake) {
        this.wake = wake;
    }

    /** Called by the JDK when the thread can go on. */
    @Override
    public void execute(Runnable next) {
        continuation = next;
        if (Thread.currentThread() != carrier) {
            wake.run(); // a Java call had blocked the thread, and something else freed it
        }
    }

    @Override
    public void run() {
        carrier = Thread.currentThread();
        try {
            if (!started) {
                started = true;
                thread.start();
            } else if (parked) {
                parked = false;
                LockSupport.unpark(thread);
            }
            Runnable next = continuation;
            if (next != null) {
                continuation = null;
                next.run();
            }
        } finally {
            carrier = null;
        }
    }

    @Override
    public boolean yielded() {
        return continuation != null;
    }

    @Override
    public void park() {
        parked = true;
        LockSupport.park();
        parked = false;
    }

    @Override
    public void yieldTurn() {
        Thread.yield();
    }

    @Override
    public boolean addStack(Retained retained) {
        LiveStack.addParked(retained, thread);
        return true;
    }

    @Override
    public Thread thread() {
        return thread;
    }

    @Override
    public Thread carrier() {
        return carrier;
    }
}
