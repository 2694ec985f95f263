package moonlet.node.link;

/**
 * What a link has done so far.
 *
 * @param frames sent
 * @param bytes sent, of items, repetitions included
 * @param parts sent, repetitions included
 * @param unacknowledged parts that were sent and may not have arrived
 * @param resent parts that were sent again
 * @param duplicates parts that arrived again
 * @param held items that were accepted here and are not known to have arrived there yet
 * @param roundTripNanos from when a part was sent until its acknowledgement came, of the last one
 *     that was measured; 0 before the first
 * @param lost items that were accepted here and are not known to have arrived there
 */
public record LinkCounters(
        long frames,
        long bytes,
        long parts,
        int unacknowledged,
        long resent,
        long duplicates,
        int held,
        long roundTripNanos,
        long lost) {}
