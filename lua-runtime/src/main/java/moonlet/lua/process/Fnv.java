package moonlet.lua.process;

/**
 * FNV-1a, a fast hash that is no protection against anybody (IETF draft-eastlake-fnv).
 *
 * @param offset where it begins
 * @param prime what each step multiplies with
 * @param mask the bits of the result
 */
record Fnv(long offset, long prime, long mask) {
    static final Fnv OF_32 = new Fnv(0x811c9dc5L, 0x01000193L, 0xffffffffL);
    static final Fnv OF_64 = new Fnv(0xcbf29ce484222325L, 0x00000100000001b3L, -1);

    Running start() {
        return new Running(this);
    }

    /** A hash under way. */
    static final class Running {
        private final Fnv fnv;
        private long hash;

        private Running(Fnv fnv) {
            this.fnv = fnv;
            this.hash = fnv.offset;
        }

        void add(byte[] bytes, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                hash = (hash ^ (bytes[i] & 0xff)) * fnv.prime & fnv.mask;
            }
        }

        /**
         * The hash as a number without sign: above 2^53 the double nearest to it, because Lua has
         * no integers apart. Equal texts still have equal numbers.
         */
        double number() {
            return hash >= 0 ? hash : (hash >>> 1 | hash & 1) * 2.0;
        }
    }
}
