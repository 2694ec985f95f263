package moonlet.lua.engine;

/** The objects that were seen already: by identity, in one array, with open addressing. */
final class IdentitySet {
    private static final int PLACES_MIN = 64;

    private Object[] places; // their number is a power of two
    private int size;

    /** One that takes so many objects without having to grow, which takes longer than adding. */
    IdentitySet(int expected) {
        places = new Object[Math.max(Integer.highestOneBit(expected) * 4, PLACES_MIN)];
    }

    int size() {
        return size;
    }

    /** Returns false if the object is in the set already. */
    boolean add(Object object) {
        if (!put(places, object)) {
            return false;
        }
        if (++size > places.length / 2) {
            grow();
        }
        return true;
    }

    private void grow() {
        Object[] larger = new Object[places.length * 2];
        for (Object object : places) {
            if (object != null) {
                put(larger, object);
            }
        }
        places = larger;
    }

    private static boolean put(Object[] places, Object object) {
        int mask = places.length - 1;
        int hash = System.identityHashCode(object) * 0x9e3779b1;
        int i = (hash ^ hash >>> 16) & mask;
        while (places[i] != null) {
            if (places[i] == object) {
                return false;
            }
            i = i + 1 & mask;
        }
        places[i] = object;
        return true;
    }
}
