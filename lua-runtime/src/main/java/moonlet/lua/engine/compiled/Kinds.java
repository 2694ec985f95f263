package moonlet.lua.engine.compiled;

import java.util.Arrays;

/** The kind of each register at one instruction; none for a register that nobody will read. */
final class Kinds {
    /** As far as a loop counts in a lifetime; a sum of such numbers is still exact. */
    static final int COUNTER_BITS = 45;

    private static final int INT_BITS = 31;
    private static final int EXACT_BITS = 53;

    private final Kind[] kinds;
    private final byte[] bits; // of a LONG: its absolute value is at most 2^bits

    Kinds(int registers) {
        kinds = new Kind[registers];
        bits = new byte[registers];
    }

    private Kinds(Kinds other) {
        kinds = other.kinds.clone();
        bits = other.bits.clone();
    }

    Kinds copy() {
        return new Kinds(this);
    }

    Kind of(int register) {
        return kinds[register];
    }

    int bits(int register) {
        return bits[register];
    }

    void set(int register, Kind kind) {
        kinds[register] = kind;
        bits[register] = 0;
    }

    /** A whole number of some size, which is a double if it may be too large to be exact. */
    void setWhole(int register, int size) {
        kinds[register] = size <= EXACT_BITS ? Kind.LONG : Kind.DOUBLE;
        bits[register] = (byte) (size <= EXACT_BITS ? size : 0);
    }

    void copy(int from, int to) {
        kinds[to] = kinds[from];
        bits[to] = bits[from];
    }

    /** The bits of a whole number. */
    static int size(long number) {
        return 64 - Long.numberOfLeadingZeros(Math.abs(number));
    }

    /** The kind that holds what either path to an instruction left in the register. */
    void join(int register, Kinds other, boolean wantedAsNumber) {
        Kind mine = kinds[register];
        Kind theirs = other.kinds[register];
        if (theirs == null) {
            return;
        }
        if (mine == null) {
            kinds[register] = theirs == Kind.PAIR && !wantedAsNumber ? Kind.BOXED : theirs;
            bits[register] = other.bits[register];
        } else if (mine == Kind.LONG && theirs == Kind.LONG) {
            joinWhole(register, other.bits[register]);
        } else if (mine.isNumber() && theirs.isNumber()) {
            set(register, Kind.DOUBLE);
        } else if (mine != theirs || mine == Kind.PAIR) {
            set(register, wantedAsNumber ? Kind.PAIR : Kind.BOXED);
        }
    }

    /** Grows in few steps, so that a number that a loop increases soon settles as a double. */
    private void joinWhole(int register, int size) {
        int largest = Math.max(bits[register], size);
        if (bits[register] != size) {
            largest = largest <= INT_BITS ? INT_BITS : largest <= COUNTER_BITS ? COUNTER_BITS : 64;
        }
        if (largest != bits[register]) {
            setWhole(register, largest);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Kinds k
                && Arrays.equals(kinds, k.kinds)
                && Arrays.equals(bits, k.bits);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(kinds);
    }
}
