package moonlet.lua.process;

/**
 * How values travel between nodes. A payload is {@link #VERSION}, the number of its values, and the
 * values; a value is a tag and what it says:
 *
 * <pre>
 *   NIL  FALSE  TRUE
 *   INTEGER number        zigzag        SMALL_INTEGER | n    0 to 63
 *   DOUBLE 8 bytes        big endian
 *   STRING number bytes                 SMALL_STRING | n     of 0 to 63 bytes
 *   TABLE number number   the items 1 to the first, then keys and values in turn
 *   REFERENCE number      a table or failure that came before: the first is 0
 *   FAILURE               kind, message, retryable, stack, details: NIL, or TRUE number payload
 * </pre>
 *
 * A number has seven bits a byte, the lowest first; the highest bit says that more follow.
 */
final class Packed {
    static final int VERSION = 1;

    static final int NIL = 0;
    static final int FALSE = 1;
    static final int TRUE = 2;
    static final int INTEGER = 3;
    static final int DOUBLE = 4;
    static final int STRING = 5;
    static final int TABLE = 6;
    static final int REFERENCE = 7;
    static final int FAILURE = 8;
    static final int SMALL_STRING = 0x40;
    static final int SMALL_INTEGER = 0x80;

    /** From here on the longer form is used. */
    static final int SMALL = 64;

    /** How deep tables can be nested: what {@code messageDepthMax} can be set to. */
    static final int DEPTH_MAX = 1_000;

    /** How many failures are written with their details, each in the details of another. */
    static final int DETAILS_MAX = 16;

    private Packed() {}
}
