package moonlet.node;

/** The memory that all processes of a node share: the heap of its JVM. */
interface Heap {
    /** How much of it was in use after its last collection, from 0 to 1: what nobody can free. */
    double fullness();

    /** How much of it is in use now, garbage included. */
    double inUse();

    /** How many bytes that is of. */
    long bytes();

    /** Collects what is garbage by now, so that {@link #fullness} tells how it is. Takes long. */
    void collect();
}
