package moonlet.lua.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** How many reductions a slice has, by the time that they take. */
class SliceTimeTest {
    private static final int CHEAP = 10; // nanoseconds per reduction
    private static final int DEAR = 1_000;
    private static final int PER_SLICE = Limits.DEFAULTS.reductionsPerSlice();
    private static final int NANOS_PER_SLICE = Limits.DEFAULTS.sliceMicros() * 1_000;

    private final TimedMeter meter = new TimedMeter();

    @Test
    void cheap_reductions_are_as_many_as_the_limit_says() {
        meter.spendSlices(10, CHEAP);
        assertEquals(PER_SLICE, meter.reductionsOfSlice(CHEAP));
    }

    @Test
    void dear_reductions_are_as_many_as_fit_into_the_time() {
        meter.spendSlices(10, DEAR);
        int nanos = meter.reductionsOfSlice(DEAR) * DEAR;
        assertTrue(nanos > NANOS_PER_SLICE / 4 && nanos <= NANOS_PER_SLICE, "nanos: " + nanos);
    }

    @Test
    void a_slice_has_some_reductions_however_long_they_take() {
        meter.spendSlices(100, NANOS_PER_SLICE);
        assertEquals(Math.ceilDiv(PER_SLICE, 64), meter.reductionsOfSlice(NANOS_PER_SLICE));
    }

    @Test
    void reductions_that_become_cheap_are_many_again() {
        meter.spendSlices(10, DEAR);
        meter.spendSlices(10, CHEAP);
        assertEquals(PER_SLICE, meter.reductionsOfSlice(CHEAP));
    }

    @Test
    void the_time_that_a_process_waits_does_not_count() {
        meter.spendSlices(10, CHEAP);
        for (int i = 0; i < 10; i++) {
            meter.waitFor(NANOS_PER_SLICE * 10L);
            meter.spendSlices(1, CHEAP);
        }
        assertEquals(PER_SLICE, meter.reductionsOfSlice(CHEAP));
    }

    @Test
    void what_is_spent_is_counted_whatever_the_slices_have() {
        meter.spendSlices(5, CHEAP);
        meter.spendSlices(20, DEAR);
        assertEquals(meter.spent, meter.reductionsSpent());
    }

    private static final class TimedMeter extends LoneMeter {
        private long time = 1;
        private long spent;
        private int slicesOver;

        private void spendSlices(int count, int nanosEach) {
            for (int i = 0; i < count; i++) {
                reductionsOfSlice(nanosEach);
            }
        }

        /** Spends what is left of the slice; returns how many reductions that were. */
        private int reductionsOfSlice(int nanosEach) {
            int before = slicesOver;
            int count = 0;
            while (true) {
                time += nanosEach;
                tick();
                if (slicesOver > before) {
                    return count;
                }
                count++;
                spent++;
            }
        }

        private void waitFor(long nanos) {
            waits();
            time += nanos;
        }

        @Override
        protected long nanos() {
            return time;
        }

        @Override
        protected void sliceOver() {
            slicesOver++;
            endSlice();
            newSlice();
        }
    }
}
