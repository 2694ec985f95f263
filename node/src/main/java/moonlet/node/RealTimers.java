package moonlet.node;

import moonlet.lua.process.World;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The timers of all processes of a node, on one thread that only sends signals. */
final class RealTimers implements NodeTimers {
    private final ScheduledThreadPoolExecutor scheduler;

    RealTimers() {
        scheduler =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("moonlet-timers").factory());
        scheduler.setRemoveOnCancelPolicy(true);
        // A process that is still running while its node stops may start one; nothing comes of it.
        scheduler.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    @Override
    public World.Timer after(long nanos, Runnable due) {
        var scheduled = scheduler.schedule(due, nanos, TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    @Override
    public void stop() {
        scheduler.shutdownNow();
    }
}
