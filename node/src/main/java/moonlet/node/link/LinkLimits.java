package moonlet.node.link;

/**
 * The bounds of one link.
 *
 * @param frameBytesMax how much goes into one frame; at least two pieces
 * @param pieceBytesMax larger items are cut into pieces of this size, which take turns
 * @param piecedItemsMax how many large items are on their way at once
 * @param itemBytesMax the largest item there can be
 * @param windowBytes how much may wait or be unacknowledged before senders have to wait
 * @param windowItems the same as a number of items
 * @param ackParts after so many parts an acknowledgement travels alone if no frame carries it
 * @param ackDelayNanos after so long an acknowledgement travels alone
 * @param resendNanos how long to wait for an acknowledgement before everything is sent again; a
 *     carrier that loses nothing needs it only for a peer that has stopped answering
 */
public record LinkLimits(
        int frameBytesMax,
        int pieceBytesMax,
        int piecedItemsMax,
        int itemBytesMax,
        long windowBytes,
        int windowItems,
        int ackParts,
        long ackDelayNanos,
        long resendNanos) {
    public static final LinkLimits DEFAULT =
            new LinkLimits(
                    64 << 10,
                    32 << 10,
                    16,
                    16 << 20,
                    16 << 20,
                    65_536,
                    256,
                    10_000_000,
                    10_000_000_000L);

    public LinkLimits {
        if (frameBytesMax < 2 * pieceBytesMax || pieceBytesMax < 1 || piecedItemsMax < 1) {
            throw new IllegalArgumentException(
                    "a frame has room for two pieces, and there is at least one: frameBytesMax="
                            + frameBytesMax
                            + " pieceBytesMax="
                            + pieceBytesMax
                            + " piecedItemsMax="
                            + piecedItemsMax);
        }
    }
}
