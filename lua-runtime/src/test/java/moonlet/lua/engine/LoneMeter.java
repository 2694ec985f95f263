package moonlet.lua.engine;

import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * The meter of code that runs alone: without coroutines, and with random numbers of no interest.
 */
public abstract class LoneMeter extends Meter {
    protected LoneMeter() {
        super(Limits.DEFAULTS);
    }

    @Override
    protected final void reschedule() {
        throw new IllegalStateException("no coroutines here");
    }

    @Override
    public final RandomGenerator random() {
        return new Random(0);
    }

    @Override
    public final void randomSeed(long seed) {
        throw new AssertionError("not asked for");
    }
}
