package moonlet.node.dispatch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;

class TurnMeterTest {
    private final TurnMeter meter = new TurnMeter();

    @Test
    void counts_the_reductions_of_all_turns_and_the_time_of_each_64th() {
        turns(3 * TurnMeter.EVERY);
        assertEquals(3L * TurnMeter.EVERY * 5, meter.reductions());
        assertEquals(3, Arrays.stream(meter.timed()).sum());
        assertTrue(meter.timedNanos() > 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1_000, 1_001, 2_000, 2_001, 1_048_576_000, 131_072_000_001L})
    void a_turn_counts_where_its_time_is_within_the_bound_and_not_within_the_one_before(
            long nanos) {
        int bucket = TurnMeter.bucket(nanos);
        assertTrue(nanos / 1e9 <= TurnMeter.bound(bucket));
        assertTrue(bucket == 0 || nanos / 1e9 > TurnMeter.bound(bucket - 1));
    }

    @Test
    void a_meter_adds_what_others_have_counted() {
        turns(TurnMeter.EVERY);
        TurnMeter all = new TurnMeter();
        all.add(meter);
        all.add(meter);
        assertEquals(2 * meter.reductions(), all.reductions());
        assertEquals(2 * meter.timedNanos(), all.timedNanos());
        assertArrayEquals(Arrays.stream(meter.timed()).map(n -> 2 * n).toArray(), all.timed());
    }

    private void turns(int count) {
        for (int i = 0; i < count; i++) {
            meter.end(meter.begin(), 5);
        }
    }
}
