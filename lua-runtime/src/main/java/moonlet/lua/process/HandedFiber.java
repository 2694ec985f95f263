package moonlet.lua.process;

import moonlet.lua.engine.Retained;

import java.util.concurrent.locks.LockSupport;

/** A plain virtual thread that the owner hands the turn to, and waits for. */
final class HandedFiber implements Fiber {
    private final Thread thread;
    private volatile Thread owner;
    private volatile boolean hasTurn;
    private boolean yielded;

    HandedFiber(Thread.UncaughtExceptionHandler process, Runnable body) {
        thread =
                Thread.ofVirtual()
                        .unstarted(
                                () -> {
                                    awaitTurn();
                                    try {
                                        body.run();
                                    } finally {
                                        giveBack();
                                    }
                                });
        thread.setUncaughtExceptionHandler(process);
        thread.start();
    }

    @Override
    public void run() {
        yielded = false;
        owner = Thread.currentThread();
        hasTurn = true;
        LockSupport.unpark(thread);
        while (hasTurn) {
            LockSupport.park(this);
        }
    }

    @Override
    public boolean yielded() {
        return yielded;
    }

    @Override
    public void park() {
        giveBack();
        awaitTurn();
    }

    @Override
    public void yieldTurn() {
        yielded = true;
        park();
    }

    @Override
    public boolean addStack(Retained retained) {
        return false; // the JDK may be about to put it aside just now
    }

    @Override
    public Thread thread() {
        return thread;
    }

    @Override
    public Thread carrier() {
        return null;
    }

    private void giveBack() {
        Thread waiting = owner;
        hasTurn = false;
        LockSupport.unpark(waiting);
    }

    /** A very deep stack cannot always be put aside; then the thread waits where it is. */
    private void awaitTurn() {
        while (!hasTurn) {
            try {
                LockSupport.park(this);
            } catch (StackOverflowError tooDeep) {
                Thread.onSpinWait();
            }
        }
    }
}
