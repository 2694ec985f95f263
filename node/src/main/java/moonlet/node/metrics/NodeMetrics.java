package moonlet.node.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import moonlet.node.HostView;
import moonlet.node.Inspection;
import moonlet.node.Node;
import moonlet.node.NodeCounters;
import moonlet.node.NodeView;

import java.util.function.ToDoubleFunction;

/**
 * The metrics of one node. Names and units follow the conventions of Prometheus; the README lists
 * them.
 */
public final class NodeMetrics {
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final LinkMetrics links;
    private final Inspection inspection;

    /** Registers everything; {@link #scrape} reads it. */
    public NodeMetrics(Node node) {
        this.inspection = node.inspection();
        this.links = new LinkMetrics(registry);
        registry.config().commonTags("node", node.name());
        jvm();
        hosts();
        gauge("moonlet.names", "Registered names that this node knows", Node::nameCount, node);
        gauge(
                "moonlet.cluster.nodes",
                "Nodes that are up, as this one sees it, itself included",
                inspection -> inspection.nodes().size(),
                inspection);
        gauge(
                "moonlet.cluster.nodes.connected",
                "Nodes with a link that works, itself included",
                inspection -> inspection.nodes().stream().filter(NodeView::connected).count(),
                inspection);
        NodeCounters counters = node.counters();
        counter("moonlet.spawns", "Processes started", NodeCounters::allSpawned, counters);
        exits("returned", NodeCounters::allReturned, counters);
        exits("failed", NodeCounters::allFailed, counters);
        counter("moonlet.messages.sent", "Messages sent", NodeCounters::allSent, counters);
        counter("moonlet.turns", "Turns of processes", NodeCounters::allTurns, counters);
        counter(
                "moonlet.permissions.denied",
                "What processes were refused for want of a permission",
                NodeCounters::allDenied,
                counters);
    }

    /** Everything as it is now, in the text format of Prometheus. */
    public String scrape() {
        links.refresh(inspection);
        return registry.scrape();
    }

    private void jvm() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        @SuppressWarnings("resource") // it measures until the JVM ends
        JvmGcMetrics gc = new JvmGcMetrics();
        gc.bindTo(registry);
    }

    private void hosts() {
        for (HostView host : inspection.hosts()) {
            Gauge.builder("moonlet.processes", () -> now(host).processes())
                    .description("Processes that live")
                    .tag("host", host.id())
                    .register(registry);
            Gauge.builder("moonlet.processes.limit", () -> host.processesMax())
                    .description("Processes that may live at once")
                    .tag("host", host.id())
                    .register(registry);
        }
    }

    private HostView now(HostView host) {
        return inspection.hosts().stream()
                .filter(other -> other.id().equals(host.id()))
                .findFirst()
                .orElse(host);
    }

    private <T> void gauge(String name, String what, ToDoubleFunction<T> value, T of) {
        Gauge.builder(name, of, value).description(what).register(registry);
    }

    private <T> void counter(String name, String what, ToDoubleFunction<T> value, T of) {
        FunctionCounter.builder(name, of, value).description(what).register(registry);
    }

    private void exits(String reason, ToDoubleFunction<NodeCounters> value, NodeCounters of) {
        FunctionCounter.builder("moonlet.exits", of, value)
                .description("Processes that ended")
                .tag("reason", reason)
                .register(registry);
    }
}
