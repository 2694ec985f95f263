package moonlet.lua.engine;

import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaValue;

/** How large the parts of a {@link Table} are to be. */
final class HashSize {
    private static final int LIST_ENTRIES_MAX = 1 << 28;

    private HashSize() {}

    /** Array cells for so many keys: two each, and room for some more. */
    static int slots(int keys) {
        int slots = 8;
        while (isFull(keys - 1, slots)) {
            slots *= 2;
        }
        return slots;
    }

    /** Whether one more key would make the search for gaps long. */
    static boolean isFull(int keys, int slots) {
        long places = slots / 2;
        return keys + 1 > (places <= 16 ? places * 3 / 4 : places * 5 / 8);
    }

    /** How many keys have a value. */
    static int live(LuaValue[] slots) {
        int live = 0;
        for (int i = 0; i < slots.length; i += 2) {
            live += slots[i + 1] == null ? 0 : 1;
        }
        return live;
    }

    static int doubled(int entries) {
        return Math.min(Math.max(entries * 2, entries + 1), LIST_ENTRIES_MAX);
    }

    /** As Lua: the largest power of two such that more than half of the entries have a value. */
    static int list(LuaValue[] list, LuaValue[] slots, LuaValue key) {
        int[] counts = new int[32]; // by power of two: keys in (2^(i-1), 2^i]
        for (int i = 0; i < list.length; i++) {
            if (list[i] != null) {
                counts[power(i + 1)]++;
            }
        }
        count(key, counts);
        for (int i = 0; i < slots.length; i += 2) {
            if (slots[i + 1] != null) {
                count(slots[i], counts);
            }
        }
        int best = 0;
        long sum = 0;
        for (int power = 0; power < 29; power++) {
            sum += counts[power];
            if (sum > 1L << power >> 1) {
                best = 1 << power;
            }
        }
        return best;
    }

    private static void count(LuaValue key, int[] counts) {
        if (key instanceof LuaInteger n && n.v > 0) {
            counts[power(n.v)]++;
        }
    }

    private static int power(int key) {
        return 32 - Integer.numberOfLeadingZeros(key - 1);
    }
}
