package moonlet.lua.process;

import moonlet.lua.engine.Limits;
import moonlet.lua.engine.Meter;

/** A meter that shows what is left of its slice. */
final class CountingMeter extends Meter {
    CountingMeter(Limits limits) {
        super(limits);
    }

    int left() {
        return reductions;
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
