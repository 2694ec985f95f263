package moonlet.lua.library;

import static org.junit.jupiter.api.Assertions.assertNull;

import moonlet.lua.engine.Chunk;
import moonlet.lua.engine.Env;
import moonlet.lua.engine.LoneMeter;
import moonlet.lua.engine.Meter;
import moonlet.lua.engine.Metered;

import org.luaj.vm2.LuaValue;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** The purse of a program that runs alone: counts all that it pays. */
final class Spending extends LoneMeter {
    private Spending() {
        reductions = Integer.MAX_VALUE;
    }

    /** What the function costs that a chunk returns, in a thread of its own. */
    static long in(Chunk chunk, Env globals) {
        Spending spending = new Spending();
        AtomicLong spent = new AtomicLong(-1);
        Thread thread =
                new Thread(
                        () -> {
                            LuaValue function = chunk.instantiate(globals, spending).call();
                            int before = spending.reductions;
                            function.call();
                            spent.set(before - spending.reductions);
                        });
        Purse purse = new Purse(spending, new AtomicReference<>());
        thread.setUncaughtExceptionHandler(purse);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        assertNull(purse.thrown.get(), () -> String.valueOf(purse.thrown.get()));
        return spent.get();
    }

    @Override
    protected void sliceOver() {
        throw new IllegalStateException("more than a test may spend");
    }

    private record Purse(Meter meter, AtomicReference<Throwable> thrown) implements Metered {
        @Override
        public void uncaughtException(Thread thread, Throwable uncaught) {
            thrown.set(uncaught);
        }
    }
}
