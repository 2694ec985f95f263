package moonlet.lua.process;

import moonlet.lua.engine.LiveStack;
import moonlet.lua.engine.Retained;

import java.util.concurrent.Executor;

/**
 * A virtual thread whose scheduler is this object: it runs inside {@link #run}, nowhere else. It
 * waits by yielding, and is not run again until something has come for it. To park it runs a
 * protocol by which every thread of the JVM could wake it, which took a ring of 1,000 processes a
 * tenth to a quarter of its rate.
 */
final class OwnedFiber implements Fiber, Executor {
    Thread thread;
    private final Runnable wake;
    private Runnable continuation; // the JDK's; the same for the whole life of the thread
    private volatile boolean submitted; // the JDK wants it run
    private boolean started;
    private boolean parked;
    private Thread carrier; // the owner's thread, during run()

    OwnedFiber(Runnable wake) {
        this.wake = wake;
    }

    /**
     * Called by the JDK when the thread can go on: it has been started or has yielded; or, from
     * another thread, a Java call no longer blocks it or somebody has looked at its stack.
     */
    @Override
    public void execute(Runnable next) {
        if (Thread.currentThread() != carrier) {
            submitted = true;
            wake.run();
        } else if (!parked) {
            continuation = next;
            submitted = true;
        }
    }

    @Override
    public void run() {
        carrier = Thread.currentThread();
        try {
            if (!started) {
                started = true;
                thread.start();
            }
            if (submitted) {
                submitted = false;
                goOn();
            } else if (parked) {
                goOn();
            }
        } finally {
            carrier = null;
        }
    }

    private void goOn() {
        parked = false;
        continuation.run();
    }

    @Override
    public boolean yielded() {
        return submitted;
    }

    @Override
    public void park() {
        parked = true;
        try {
            Thread.yield();
            if (parked) { // it came back at once, without a turn
                throw new IllegalStateException("a native frame keeps the process from waiting");
            }
        } finally {
            parked = false;
        }
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
