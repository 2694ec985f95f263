package moonlet.lua.library;

import moonlet.lua.engine.Meter;
import moonlet.lua.engine.Order;
import moonlet.lua.engine.Raised;

import org.luaj.vm2.LuaValue;

/**
 * {@code table.sort}: a merge sort. It asks at most n log2(n) times whatever the order function
 * answers, and always ends with the same values in some order. Equal values keep their order.
 */
final class Sort {
    private static final int COMPARISONS_PER_REDUCTION = 16;

    private final Meter meter;
    private final LuaValue comparator;
    private long comparisons;
    private boolean alwaysLess = true;

    /**
     * @param comparator the order function, or nil for {@code <}
     */
    Sort(Meter meter, LuaValue comparator) {
        this.meter = meter;
        this.comparator = comparator;
    }

    /** Sorts {@code values}; may do so in another array. */
    LuaValue[] sort(LuaValue[] values) {
        LuaValue[] from = values;
        LuaValue[] to = new LuaValue[values.length];
        for (int run = 1; run < values.length; run *= 2) {
            for (int low = 0; low < values.length; low += 2 * run) {
                int middle = Math.min(low + run, values.length);
                merge(from, to, low, middle, Math.min(middle + run, values.length));
            }
            LuaValue[] other = from;
            from = to;
            to = other;
        }
        // Less each time is the answer for descending values, or of a function that is no order.
        if (alwaysLess && less(from[0], from[0])) {
            throw new Raised("invalid order function for sorting");
        }
        return from;
    }

    private void merge(LuaValue[] from, LuaValue[] to, int low, int middle, int high) {
        int left = low;
        int right = middle;
        for (int i = low; i < high; i++) {
            boolean takeRight =
                    left == middle || right < high && answersLess(from[right], from[left]);
            to[i] = takeRight ? from[right++] : from[left++];
        }
    }

    private boolean answersLess(LuaValue a, LuaValue b) {
        boolean less = less(a, b);
        alwaysLess &= less;
        return less;
    }

    private boolean less(LuaValue a, LuaValue b) {
        if (++comparisons % COMPARISONS_PER_REDUCTION == 0) {
            meter.tick();
        }
        if (!comparator.isnil()) {
            return comparator.call(a, b).toboolean();
        }
        return Order.less(a, b);
    }
}
