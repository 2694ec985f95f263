package moonlet.lua.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.lua.engine.LoneMeter;
import moonlet.lua.engine.Raised;

import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** What the libraries pay to the meter of the process that calls them. */
class ReductionsTest {
    private final CountingMeter meter = new CountingMeter();

    @Test
    void a_match_gives_way_again_and_again_before_it_is_too_long() {
        var match = new PatternMatch(meter, text("a".repeat(400)), text(".-.-.-.-b$"));
        match.startSearch();
        assertThrows(Raised.class, () -> match.match(0, 0));
        assertTrue(meter.slices > 100, () -> "slices: " + meter.slices);
    }

    @Test
    void a_string_that_is_too_long_is_refused_before_it_is_paid_for() {
        assertThrows(Raised.class, () -> Bytes.allocate(meter, Integer.MAX_VALUE));
        assertEquals(0, meter.slices);
    }

    @Test
    void a_long_string_is_paid_for() {
        Bytes.allocate(meter, 1 << 20);
        assertTrue(meter.slices > 0);
    }

    @Test
    void a_plain_search_gives_way() {
        PlainSearch.indexOf(meter, text("a".repeat(1 << 20)), text("b"), 0);
        assertTrue(meter.slices > 10, () -> "slices: " + meter.slices);
    }

    @Test
    void a_sort_gives_way() {
        var values = new LuaValue[1 << 16];
        for (int i = 0; i < values.length; i++) {
            values[i] = LuaValue.valueOf(i * 31 % 1009);
        }
        new Sort(meter, LuaValue.NIL).sort(values);
        assertTrue(meter.slices > 10, () -> "slices: " + meter.slices);
    }

    private static LuaString text(String text) {
        return LuaValue.valueOf(text);
    }

    private static final class CountingMeter extends LoneMeter {
        private int slices;

        @Override
        protected void sliceOver() {
            slices++;
            reductions = limits().reductionsPerSlice();
        }
    }
}
