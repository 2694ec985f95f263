package moonlet.lua.engine;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.util.Arrays;

/**
 * What a table holds: a list of the values of keys 1 to the list's length, and a hash part with
 * keys and values side by side in one array. A removed key keeps its place without a value until
 * the hash part grows, so that {@code next} finds its way while a program removes what it visits.
 */
class Contents extends LuaTable implements Holder {
    static final int BYTES = 72;
    static final int ENTRY_BYTES = 24; // a place in an array, and a number in it

    private static final int PLACES_PER_REDUCTION = 64; // without a value, one after the other

    private static final LuaValue[] NO_SLOTS = new LuaValue[2]; // never written

    private LuaValue[] list = NOVALS; // null where there is no value
    private int size; // the last key in the list that has a value
    private LuaValue[] slots = NO_SLOTS; // key, value, key, value ...
    private int used; // keys in the hash part, those without a value included
    private long texts; // a bit for the hash of each text among the keys: a Bloom filter
    private boolean frozen;

    Contents(int entries, int fields) {
        if (entries > 0) {
            list = new LuaValue[entries];
        }
        if (fields > 0) {
            slots = new LuaValue[HashSize.slots(fields)];
        }
    }

    /** No writing from here on; who tries is told by {@link #refuse}. */
    final void freeze() {
        frozen = true;
    }

    /** Called before a change of a frozen table. */
    void refuse() {
        throw new Raised("table cannot be changed");
    }

    final void checkOpen() {
        if (frozen) {
            refuse();
        }
    }

    // What compiled code calls. Null stands for no value here, so that a miss costs one comparison.

    /** The value of a text that is near where it belongs; null also if it is elsewhere. */
    final LuaValue findNear(LuaString key) {
        LuaValue[] s = slots;
        int i = near(s, key);
        return s[i] == key ? s[i + 1] : null;
    }

    /** Where the text is if it is near, and some other place if not. */
    private static int near(LuaValue[] s, LuaString key) {
        int mask = s.length - 2;
        int i = TextHash.of(key) << 1 & mask;
        if (s[i] == key) {
            return i;
        }
        i = i + 2 & mask;
        return s[i] == key ? i : i + 2 & mask; // Probing.NEAR places, without a loop
    }

    /** Whether a text surely is no key: true for most that are none. */
    final boolean lacks(LuaString key) {
        return (texts & 1L << key.hashCode()) == 0;
    }

    final LuaValue find(LuaString key) {
        if (lacks(key)) {
            return null;
        }
        int i = Probing.slot(slots, key);
        if (i < 0) {
            return null;
        }
        if (slots[i] != key && !frozen) {
            slots[i] = key; // equal, and next time the same
        }
        return slots[i + 1];
    }

    // What a walk over a plain table calls: its list, and its hash part place by place.

    /** The last key in the list that has a value. */
    public final int listed() {
        return size;
    }

    /** How many fields there are in the hash part. */
    public final int fields() {
        return used == 0 ? 0 : HashSize.live(slots);
    }

    /** How many places the hash part has. */
    public final int fieldPlaces() {
        return used == 0 ? 0 : slots.length / 2;
    }

    public final LuaValue keyAt(int place) {
        return slots[2 * place];
    }

    /** The value at a place of the hash part, or null. */
    public final LuaValue fieldAt(int place) {
        return slots[2 * place + 1];
    }

    /** The value of a list entry; null also if it may be in the hash part. */
    public final LuaValue findInList(int key) {
        int i = key - 1;
        LuaValue[] l = list;
        return i >= 0 && i < l.length ? l[i] : null;
    }

    final LuaValue find(int key) {
        int i = key - 1;
        LuaValue[] l = list;
        if (i >= 0 && i < l.length) {
            return l[i];
        }
        if (used == 0) {
            return null;
        }
        i = Probing.slot(slots, key);
        return i < 0 ? null : slots[i + 1];
    }

    /** Sets a field that has a value already and is near where it belongs. */
    final boolean replaceNear(LuaString key, LuaValue value) {
        LuaValue[] s = slots;
        int i = near(s, key);
        if (s[i] != key || s[i + 1] == null || frozen || value == NIL || value == NONE) {
            return false;
        }
        s[i + 1] = value;
        return true;
    }

    /** Sets a field that has a value already, which no metamethod can see. */
    final boolean replace(LuaString key, LuaValue value) {
        int i = Probing.slot(slots, key);
        if (i < 0 || slots[i + 1] == null || frozen || value == NIL || value == NONE) {
            return false;
        }
        slots[i + 1] = value;
        return true;
    }

    /**
     * Sets a list entry if that is all there is to do.
     *
     * @param known only one that has a value
     */
    final boolean replace(int key, LuaValue value, boolean known) {
        int i = key - 1;
        LuaValue[] l = list;
        if (i < 0 || i >= l.length || frozen || value == NIL || value == NONE) {
            return false;
        }
        if (l[i] == null) {
            if (known) {
                return false;
            }
            size = Math.max(size, key);
        }
        l[i] = value;
        return true;
    }

    /** Room for so many entries in all: within the limit, and paid for. */
    private static void allocate(long entries) {
        Meter meter = Meter.current();
        int max = meter.limits().tableEntriesMax();
        if (entries > max) {
            throw new Raised(
                    "a table of "
                            + entries
                            + " entries is larger than the limit tableEntriesMax="
                            + max);
        }
        meter.allocate(ENTRY_BYTES * entries);
    }

    @Override
    public long hold(Retained retained) {
        return BYTES + retained.addAll(list) + (slots == NO_SLOTS ? 0 : retained.addAll(slots));
    }

    final void clear() {
        list = NOVALS;
        size = 0;
        slots = NO_SLOTS;
        used = 0;
        texts = 0;
    }

    // LuaTable, without metamethods.

    @Override
    public LuaValue rawget(int key) {
        LuaValue value = find(key);
        return value == null ? NIL : value;
    }

    @Override
    public LuaValue rawget(LuaValue key) {
        LuaValue value = null;
        if (key instanceof LuaString text) {
            value = find(text);
        } else if (key instanceof LuaInteger number) {
            value = find(number.v);
        } else if (used > 0) {
            int i = slot(key);
            value = i < 0 ? null : slots[i + 1];
        }
        return value == null ? NIL : value;
    }

    @Override
    public void rawset(int key, LuaValue value) {
        checkOpen();
        if (!setInList(key, value)) {
            hashset(LuaInteger.valueOf(key), value);
        }
    }

    @Override
    public void rawset(LuaValue key, LuaValue value) {
        checkOpen();
        if (!(key instanceof LuaInteger number) || !setInList(number.v, value)) {
            hashset(key, value);
        }
    }

    private boolean setInList(int key, LuaValue value) {
        if (key <= 0 || key > list.length) {
            if (key != list.length + 1 || size != list.length || value.isnil()) {
                return false;
            }
            resizeList(Math.max(4, HashSize.doubled(list.length)));
        }
        if (value.isnil()) {
            list[key - 1] = null;
            shrink();
        } else {
            list[key - 1] = value;
            size = Math.max(size, key);
        }
        return true;
    }

    private void shrink() {
        int before = size;
        while (size > 0 && list[size - 1] == null) {
            size--;
        }
        walked(before - size);
    }

    /** The process pays for places that it made somebody look at in vain. */
    private static void walked(int places) {
        if (places > PLACES_PER_REDUCTION) {
            Meter.current().owe(places / PLACES_PER_REDUCTION);
        }
    }

    @Override
    public void hashset(LuaValue key, LuaValue value) {
        checkOpen();
        int i = slot(key);
        if (i >= 0) {
            slots[i + 1] = value.isnil() ? null : value;
        } else if (!value.isnil()) {
            if (HashSize.isFull(used, slots.length)) {
                grow(key);
                if (key instanceof LuaInteger number && setInList(number.v, value)) {
                    return; // the list has grown
                }
                i = slot(key);
            }
            Probing.insert(slots, ~i, key, value);
            used++;
            if (key instanceof LuaString) {
                texts |= 1L << key.hashCode();
            }
        }
    }

    /** Where the key is in the hash part, or else the complement of where it would go. */
    private int slot(LuaValue key) {
        return switch (key) {
            case LuaInteger number -> Probing.slot(slots, number.v);
            case LuaString text -> Probing.slot(slots, text);
            default -> Probing.slot(slots, key);
        };
    }

    /** Room for one more key: leaves out those without a value, and fills the list if it can. */
    private void grow(LuaValue key) {
        int entries = HashSize.list(list, slots, key);
        if (entries > list.length) {
            resizeList(entries);
        }
        used = HashSize.live(slots);
        allocate(used + used / 4 + 1L);
        slots = Probing.rebuilt(slots, HashSize.slots(used + used / 4 + 1));
    }

    /** A longer list, which takes what belongs there from the hash part. */
    private void resizeList(int entries) {
        allocate(entries);
        list = Arrays.copyOf(list, entries);
        for (int i = 0; i < slots.length && used > 0; i += 2) {
            if (slots[i] instanceof LuaInteger n && n.v > 0 && n.v <= entries) {
                if (slots[i + 1] != null) {
                    list[n.v - 1] = slots[i + 1];
                    size = Math.max(size, n.v);
                }
                slots[i + 1] = null;
            }
        }
    }

    @Override
    public void presize(int entries) {
        checkOpen();
        if (entries > list.length) {
            resizeList(entries);
        }
    }

    @Override
    public int rawlen() {
        return size < list.length || used == 0 ? size : Probing.border(slots, size);
    }

    @Override
    public Varargs next(LuaValue key) {
        int start = key.isnil() ? 0 : after(key);
        int i = start;
        for (; i < list.length; i++) {
            if (list[i] != null) {
                walked(i - start);
                return varargsOf(LuaInteger.valueOf(i + 1), list[i]);
            }
        }
        for (i = (i - list.length) * 2; i < slots.length; i += 2) {
            if (slots[i + 1] != null) {
                walked(list.length + i / 2 - start);
                return varargsOf(slots[i], slots[i + 1]);
            }
        }
        walked(list.length + i / 2 - start);
        return NIL;
    }

    /** The position after a key: first those of the list, then those of the hash part. */
    private int after(LuaValue key) {
        if (key instanceof LuaInteger n && n.v > 0 && n.v <= list.length) {
            return n.v;
        }
        int i = slot(key);
        if (i < 0) {
            throw new LuaError("invalid key to 'next'");
        }
        return list.length + i / 2 + 1;
    }
}
