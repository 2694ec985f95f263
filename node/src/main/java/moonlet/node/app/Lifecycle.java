package moonlet.node.app;

import java.time.Duration;
import java.util.List;

/**
 * When a service starts, ends, and starts again: {@code lifecycle:} of a {@code process.service}
 * (specification §8, "Supervision").
 *
 * @param autoStart whether it starts with the node
 * @param startTimeout for the top level of its chunk
 * @param stopTimeout from CANCEL to the kill
 * @param stableThreshold who ran for so long has all attempts again
 * @param requires ids of entries that have to run first
 */
public record Lifecycle(
        boolean autoStart,
        Duration startTimeout,
        Duration stopTimeout,
        Duration stableThreshold,
        List<String> requires,
        Restart restart) {
    /** Where an entry says nothing. */
    public static final Lifecycle DEFAULTS =
            new Lifecycle(
                    false,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(5),
                    List.of(),
                    new Restart(Duration.ofSeconds(1), Duration.ofSeconds(90), 2.0, 0.1, 0));

    public Lifecycle {
        requires = List.copyOf(requires);
    }

    /**
     * How a service that failed is started again.
     *
     * @param initialDelay after the first failure in a row
     * @param maxDelay the longest delay, before the jitter
     * @param backoffFactor by which the delay grows with every further failure, 1 or more
     * @param jitter the part of the delay, from 0 to 1, by which it is longer or shorter at random
     * @param maxAttempts so many failures in a row are final; 0 for no end
     */
    public record Restart(
            Duration initialDelay,
            Duration maxDelay,
            double backoffFactor,
            double jitter,
            int maxAttempts) {
        /**
         * Returns the nanoseconds to wait after a failure.
         *
         * @param failures in a row, this one included
         * @param chance from 0 to 1
         */
        public long delayNanos(int failures, double chance) {
            double grown = initialDelay.toNanos() * Math.pow(backoffFactor, failures - 1);
            double capped = Math.min(grown, maxDelay.toNanos());
            return (long) (capped * (1 + jitter * (2 * chance - 1)));
        }
    }
}
