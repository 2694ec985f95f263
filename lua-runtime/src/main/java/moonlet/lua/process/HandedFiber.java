package moonlet.lua.process;

import java.util.concurrent.Semaphore;

/** A plain virtual thread that the owner hands the turn to, and waits for. */
final class HandedFiber implements Fiber {
    private final Thread thread;
    private final Semaphore turn = new Semaphore(0);
    private final Semaphore back = new Semaphore(0);
    private boolean yielded;

    HandedFiber(LuaProcess process, Runnable body) {
        thread =
                Thread.ofVirtual()
                        .unstarted(
                                () -> {
                                    turn.acquireUninterruptibly();
                                    try {
                                        body.run();
                                    } finally {
                                        back.release();
                                    }
                                });
        thread.setUncaughtExceptionHandler(process);
        thread.start();
    }

    @Override
    public void run() {
        yielded = false;
        turn.release();
        back.acquireUninterruptibly();
    }

    @Override
    public boolean yielded() {
        return yielded;
    }

    @Override
    public void park() {
        back.release();
        turn.acquireUninterruptibly();
    }

    @Override
    public void yieldTurn() {
        yielded = true;
        park();
    }

    @Override
    public Thread carrier() {
        return null;
    }
}
