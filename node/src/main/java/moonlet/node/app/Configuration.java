package moonlet.node.app;

import moonlet.lua.engine.Limits;

import java.time.Duration;
import java.util.List;

/**
 * What {@code moonlet.yaml} and the environment say about a node.
 *
 * @param nodeName {@code node.name}, the node part of its PIDs
 * @param shutdownTimeout {@code shutdown.timeout}, from CANCEL to terminate when the node stops
 * @param limits {@code limits}, of every process that its host or entry does not say otherwise of
 * @param overrides {@code override}, fields of entries by {@code namespace:name:field}
 */
public record Configuration(
        String nodeName, Duration shutdownTimeout, Limits limits, List<FieldOverride> overrides) {
    /** Of a node without a {@code moonlet.yaml}. */
    public static final Configuration DEFAULTS =
            new Configuration("local", Duration.ofSeconds(30), Limits.DEFAULTS, List.of());
}
