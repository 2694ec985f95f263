package moonlet.lua.engine;

import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * Looks for a key in the hash part of a {@link Table}: near where it belongs, and then in steps
 * that depend on its hash, up to a gap. So keys that collide are in the way of those with the same
 * hash only. A text that finds no gap near asks one of the keys there to move, as in hopscotch
 * hashing: compiled code looks for it near only.
 */
final class Probing {
    /** How many places are near, the one where a key belongs included. */
    static final int NEAR = 3;

    private static final int PROBES_FREE = 32;

    private Probing() {}

    /** Where the key is, or else the complement of where it would go. */
    static int slot(LuaValue[] slots, LuaValue key) {
        int mask = slots.length - 2;
        int hash = key.hashCode();
        int i = mixed(hash) << 1 & mask;
        for (int probes = 0; slots[i] != null; probes++) {
            if (slots[i] == key || Equality.raw(slots[i], key)) {
                return i;
            }
            if (probes == PROBES_FREE) {
                pay();
                probes = NEAR;
            }
            i = i + (probes < NEAR - 1 ? 2 : step(hash)) & mask;
        }
        return ~i;
    }

    /** As {@link #slot(LuaValue[], LuaValue)} for a whole number, which needs no box. */
    static int slot(LuaValue[] slots, int key) {
        int mask = slots.length - 2;
        int i = mixed(key) << 1 & mask;
        for (int probes = 0; slots[i] != null; probes++) {
            if (slots[i] instanceof LuaInteger number && number.v == key) {
                return i;
            }
            if (probes == PROBES_FREE) {
                pay();
                probes = NEAR;
            }
            i = i + (probes < NEAR - 1 ? 2 : step(key)) & mask;
        }
        return ~i;
    }

    /** As {@link #slot(LuaValue[], LuaValue)} for a text, which mostly is the very same object. */
    static int slot(LuaValue[] slots, LuaString key) {
        int mask = slots.length - 2;
        int hash = TextHash.of(key);
        int i = hash << 1 & mask;
        for (int probes = 0; slots[i] != null; probes++) {
            if (slots[i] == key || slots[i] instanceof LuaString text && Equality.same(text, key)) {
                return i;
            }
            if (probes == PROBES_FREE) {
                pay();
                probes = NEAR;
            }
            i = i + (probes < NEAR - 1 ? 2 : step(hash)) & mask;
        }
        return ~i;
    }

    /** The last of the whole numbers from {@code last} on, without a gap, that have a value. */
    static int border(LuaValue[] slots, int last) {
        int here = last;
        int beyond = last + 1;
        while (has(slots, beyond) && beyond < Integer.MAX_VALUE / 2) {
            here = beyond;
            beyond *= 2;
        }
        while (beyond - here > 1) {
            int middle = (here + beyond) / 2;
            if (has(slots, middle)) {
                here = middle;
            } else {
                beyond = middle;
            }
        }
        return here;
    }

    private static boolean has(LuaValue[] slots, int key) {
        int i = slot(slots, key);
        return i >= 0 && slots[i + 1] != null;
    }

    /** The keys that have a value, in an array of another length. */
    static LuaValue[] rebuilt(LuaValue[] old, int length) {
        LuaValue[] slots = new LuaValue[length];
        for (int i = 0; i < old.length; i += 2) {
            if (old[i + 1] != null) {
                LuaValue key = old[i];
                int free =
                        switch (key) {
                            case LuaInteger number -> slot(slots, number.v);
                            case LuaString text -> slot(slots, text);
                            default -> slot(slots, key);
                        };
                insert(slots, ~free, key, old[i + 1]);
            }
        }
        return slots;
    }

    /**
     * Adds a key that is not there yet.
     *
     * @param free the first gap that a search for it meets
     */
    static void insert(LuaValue[] slots, int free, LuaValue key, LuaValue value) {
        int place = free;
        if (key instanceof LuaString && !isNear(slots, free, key)) {
            place = placeNear(slots, key);
            if (place < 0) {
                place = free;
            }
        }
        slots[place] = key;
        slots[place + 1] = value;
    }

    private static boolean isNear(LuaValue[] slots, int place, LuaValue key) {
        int mask = slots.length - 2;
        return (place - home(key, mask) & mask) < 2 * NEAR;
    }

    /** Where a key near has moved to a gap that is as near for it; negative if none could. */
    private static int placeNear(LuaValue[] slots, LuaValue key) {
        int mask = slots.length - 2;
        int home = home(key, mask);
        for (int i = home; i != (home + 2 * NEAR & mask); i = i + 2 & mask) {
            int theirs = home(slots[i], mask);
            for (int gap = theirs; gap != (theirs + 2 * NEAR & mask); gap = gap + 2 & mask) {
                if (slots[gap] == null) {
                    slots[gap] = slots[i];
                    slots[gap + 1] = slots[i + 1];
                    return i;
                }
            }
        }
        return -1;
    }

    /** Where a search begins. */
    private static int home(LuaValue key, int mask) {
        int hash = key instanceof LuaString text ? TextHash.of(text) : mixed(key.hashCode());
        return hash << 1 & mask;
    }

    /** Odd as a number of slots, so that every slot comes up before one comes up again. */
    private static int step(int hash) {
        return (mixed(hash) >>> 7 | 1) << 1;
    }

    private static int mixed(int hash) {
        int spread = hash * 0x9e3779b1;
        return spread ^ spread >>> 15;
    }

    /** Keys that were made to collide slow down who made them, and nobody else. */
    private static void pay() {
        Meter.current().charge(1);
    }
}
