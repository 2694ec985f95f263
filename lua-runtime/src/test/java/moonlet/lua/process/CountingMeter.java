package moonlet.lua.process;

import moonlet.lua.engine.Limits;
import moonlet.lua.engine.Meter;

import java.util.Random;
import java.util.random.RandomGenerator;

/** A meter that shows what is left of its slice. */
final class CountingMeter extends Meter {
    private final Random random = new Random(0);

    CountingMeter(Limits limits) {
        super(limits);
    }

    int left() {
        return reductions;
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public void randomSeed(long seed) {
        random.setSeed(seed);
    }

    @Override
    protected void sliceOver() {
        throw new IllegalStateException("gives way");
    }

    @Override
    protected void reschedule() {
        throw new IllegalStateException("yields");
    }
}
