package moonlet.registry;

/**
 * The bounds of the registry of one node.
 *
 * @param answerNanos how long another node has for an answer; then this node decides alone
 * @param grantNanos how long a name is kept for a claim that was granted and is not written yet
 * @param changesMax how many names travel in one item
 * @param openMax how many questions may wait for an answer at once
 */
public record NameLimits(long answerNanos, long grantNanos, int changesMax, int openMax) {
    public static final NameLimits DEFAULTS =
            new NameLimits(500_000_000L, 1_000_000_000L, 16, 100_000);
}
