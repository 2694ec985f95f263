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
 * @param lost items that were accepted here and are not known to have arrived there
 */
public record LinkCounters(
        long frames,
        long bytes,
        long parts,
        int unacknowledged,
        long resent,
        long duplicates,
        long lost) {}
