package moonlet.lua.process;

import moonlet.lua.engine.LiveStack;
import moonlet.lua.engine.Retained;

import java.util.concurrent.Executor;

/** A virtual thread whose scheduler is this object: it runs inside {@link #run}, nowhere else. */
final class OwnedFiber implements Fiber, Executor {
    private final Thread thread;
    private final Runnable wake;
    private volatile boolean submitted; // the JDK wants it run
    private boolean started;
    private boolean parked;
    private Thread carrier; // the owner's thread, during run()

    OwnedFiber(String name, Runnable body, Runnable wake) {
        this.thread = OpenedVirtualThread.unstarted(this, name, body);
        this.wake = wake;
    }

    /** Called by the JDK when the thread can go on: it has started, given way, or been blocked. */
    @Override
    public void execute(Runnable next) {
        submitted = true;
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
            }
            if (submitted) {
                submitted = false;
                OpenedVirtualThread.run(thread);
            } else if (parked) {
                OpenedVirtualThread.run(thread);
            }
        } finally {
            carrier = null;
        }
    }

    @Override
    public boolean yielded() {
        return submitted;
    }

    @Override
    public void park() {
        parked = true;
        try {
            OpenedVirtualThread.putAside(thread);
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
