package moonlet.node.app;

import moonlet.lua.engine.Limits;
import moonlet.node.admin.AdminSettings;
import moonlet.node.cluster.ClusterSettings;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What {@code moonlet.yaml} and the environment say about a node.
 *
 * @param nodeName {@code node.name}, the node part of its PIDs
 * @param shutdownTimeout {@code shutdown.timeout}, from CANCEL to terminate when the node stops
 * @param limits {@code limits}, of every process that its host or entry does not say otherwise of
 * @param overrides {@code override}, fields of entries by {@code namespace:name:field}
 * @param hosts {@code node.hosts}, the ids of the process hosts that this node offers, and where
 *     each is named; empty for all of the application's
 * @param spread {@code MOONLET_SPREAD}: a host without a node is one of another node, if there is
 *     one
 * @param admin {@code node.admin}, where it takes requests of who operates it; null for nowhere
 * @param strictMode {@code security.strict_mode}: a process without actor or scope may do nothing
 *     that needs a permission, instead of everything
 * @param cluster {@code node.listen}, {@code node.seeds} or {@code node.discovery}, and {@code
 *     node.link_port}; null for a node that stays alone
 * @param logFormat {@code log.format}, how the log of {@code moonlet run} is written
 */
public record Configuration(
        String nodeName,
        Duration shutdownTimeout,
        Limits limits,
        List<FieldOverride> overrides,
        Map<String, Place> hosts,
        boolean spread,
        AdminSettings admin,
        boolean strictMode,
        ClusterSettings cluster,
        LogFormat logFormat) {
    /** Of a node without a {@code moonlet.yaml}. */
    public static final Configuration DEFAULTS =
            new Configuration(
                    "local",
                    Duration.ofSeconds(30),
                    Limits.DEFAULTS,
                    List.of(),
                    Map.of(),
                    false,
                    AdminSettings.DEFAULT,
                    false,
                    null,
                    LogFormat.TEXT);

    public Configuration {
        hosts = Map.copyOf(hosts);
    }

    /** The same, with another time from CANCEL to terminate. */
    public Configuration withShutdownTimeout(Duration timeout) {
        return new Configuration(
                nodeName,
                timeout,
                limits,
                overrides,
                hosts,
                spread,
                admin,
                strictMode,
                cluster,
                logFormat);
    }
}
