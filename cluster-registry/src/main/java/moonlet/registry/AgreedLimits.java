package moonlet.registry;

/**
 * The bounds of the names that members agree on.
 *
 * @param majorityNanos how long a majority has to promise a name
 * @param allNanos how long all members have
 * @param changesMax how many names travel in one item
 * @param openMax how many bids of this node may be open at once
 */
public record AgreedLimits(long majorityNanos, long allNanos, int changesMax, int openMax) {
    public static final AgreedLimits DEFAULTS =
            new AgreedLimits(2_000_000_000L, 10_000_000_000L, 16, 10_000);
}
