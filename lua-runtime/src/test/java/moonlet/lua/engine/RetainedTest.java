package moonlet.lua.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** How much a process keeps in memory, and how often that is measured. */
class RetainedTest {
    private static final long MAX = Limits.DEFAULTS.retainedBytesMax();
    private static final int ENTRIES = 1_000;

    private final AllocatingMeter meter = new AllocatingMeter();

    @Test
    void each_number_of_a_table_counts() {
        LuaTable table = new Table();
        for (int i = 1; i <= ENTRIES; i++) {
            table.set(i, LuaValue.valueOf(i + 0.5));
        }
        long bytes = measured(table, Long.MAX_VALUE);
        assertTrue(bytes >= ENTRIES * 16L, "bytes: " + bytes);
    }

    @Test
    void a_small_text_that_many_places_hold_counts_once_before_a_process_ends_for_it() {
        LuaValue text = LuaValue.valueOf("x".repeat(100));
        LuaTable table = new Table();
        for (int i = 1; i <= ENTRIES; i++) {
            table.set(i, text);
        }
        long bytes = measured(table, ENTRIES * 50L);
        assertTrue(bytes < ENTRIES * 50L, "bytes: " + bytes);
    }

    @Test
    void a_large_text_counts_once_however_many_hold_it() {
        LuaValue text = LuaValue.valueOf("x".repeat(100_000));
        LuaTable table = new Table();
        for (int i = 1; i <= ENTRIES; i++) {
            table.set(i, text);
        }
        long bytes = measured(table, Long.MAX_VALUE);
        assertTrue(bytes < 2 * 100_000, "bytes: " + bytes);
    }

    @Test
    void texts_count_in_a_weak_table_too_since_nothing_takes_them_out() {
        for (String mode : new String[] {"k", "v", "kv"}) {
            LuaTable meta = new Table();
            meta.rawset("__mode", mode);
            LuaTable table = new Table();
            table.setmetatable(meta);
            table.rawset("k".repeat(100_000), LuaValue.TRUE);
            table.rawset(1, LuaValue.valueOf("v".repeat(100_000)));
            long bytes = measured(table, Long.MAX_VALUE);
            assertTrue(bytes >= 2 * 100_000, mode + " bytes: " + bytes);
        }
    }

    @Test
    void who_keeps_what_it_allocates_may_allocate_what_it_lacks_to_the_limit() {
        meter.allocate(MAX / 2);
        meter.retains(MAX / 2);
        assertEquals(MAX / 2, meter.allocatedUntilNextMeasuring());
    }

    @Test
    void who_keeps_little_of_what_it_allocates_is_measured_the_less_often() {
        meter.allocate(MAX);
        meter.retains(MAX / 5);
        assertEquals(MAX, meter.allocatedUntilNextMeasuring());
    }

    @Test
    void who_is_near_its_limit_may_still_allocate_a_quarter_of_it() {
        meter.allocate(MAX);
        meter.retains(MAX - 1);
        assertEquals(MAX / 4, meter.allocatedUntilNextMeasuring());
    }

    private long measured(LuaValue value, long max) {
        Retained retained = new Retained(meter, 0);
        retained.add(value);
        return retained.measure(max);
    }

    private static final class AllocatingMeter extends LoneMeter {
        private static final int PIECE_BYTES = 1 << 10;

        private long allocatedUntilNextMeasuring() {
            long allocated = -PIECE_BYTES; // the last piece is one too many
            while (!mayRetainTooMuch()) {
                allocate(PIECE_BYTES);
                allocated += PIECE_BYTES;
            }
            return allocated;
        }

        @Override
        protected void sliceOver() {
            newSlice();
        }
    }
}
