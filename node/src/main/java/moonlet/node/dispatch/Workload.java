package moonlet.node.dispatch;

/**
 * What the workers of a node have done so far, and what waits for them.
 *
 * @param queued tasks that wait: processes that could run, at most {@link FairExecutor#COUNTED_MAX}
 *     of those that no worker has taken yet
 * @param reductions of all turns
 * @param timedNanos of the turns that were timed, all together
 * @param timed how many turns took at most {@link #bounds} seconds, and longer than the bound
 *     before
 */
public record Workload(int queued, long reductions, long timedNanos, long[] timed) {
    /** The bounds of {@code timed}; the last one is infinite. */
    public static double[] bounds() {
        double[] bounds = new double[TurnMeter.BUCKETS + 1];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = TurnMeter.bound(i);
        }
        return bounds;
    }
}
