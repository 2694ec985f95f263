package moonlet.node.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import moonlet.lua.process.ProcessInfo;
import moonlet.node.HostView;
import moonlet.node.Inspection;
import moonlet.node.Node;
import moonlet.node.NodeCounters;
import moonlet.node.NodeView;
import moonlet.node.ProcessSample;
import moonlet.node.app.Limit;
import moonlet.node.dispatch.Visitors;
import moonlet.node.service.ServiceState;
import moonlet.node.service.ServiceStatus;

import org.apache.pekko.actor.Props;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The metrics of one node. Names and units follow the conventions of Prometheus; {@code
 * deploy/metrics.md} lists them.
 */
public final class NodeMetrics {
    private static final int SAMPLE_MAX = 10_000;
    private static final List<String> MEMBER_STATES =
            List.of("joining", "weaklyup", "up", "leaving", "exiting", "down");

    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final LinkMetrics links;
    private final Inspection inspection;
    private volatile ProcessSample sample;

    /** Registers everything; {@link #scrape} reads it. */
    public NodeMetrics(Node node) {
        this.inspection = node.inspection();
        this.links = new LinkMetrics(registry);
        this.sample = inspection.sample(SAMPLE_MAX);
        registry.config().commonTags("node", node.name());
        JvmMetrics.bindTo(registry);
        hosts();
        processes();
        cluster(node);
        counters(node.counters());
        services(node.counters());
        workers(inspection.workers(), node.name());
        letters(node);
    }

    /** Everything as it is now, in the text format of Prometheus. */
    public synchronized String scrape() {
        links.refresh(inspection);
        sample = inspection.sample(SAMPLE_MAX);
        return registry.scrape();
    }

    private void hosts() {
        for (HostView host : inspection.hosts()) {
            Tags tags = Tags.of("host", host.id());
            gauge("moonlet.processes", "Processes that live", tags, _ -> now(host).processes());
            gauge(
                    "moonlet.processes.limit",
                    "Processes that may live at once",
                    tags,
                    _ -> host.processesMax());
        }
    }

    private HostView now(HostView host) {
        return inspection.hosts().stream()
                .filter(other -> other.id().equals(host.id()))
                .findFirst()
                .orElse(host);
    }

    /** What is judged by a sample: nobody counts it while messages are on their way. */
    private void processes() {
        for (ProcessInfo.State state : ProcessInfo.State.values()) {
            gauge(
                    "moonlet.processes.by.state",
                    "Processes in a state, judged by a sample",
                    Tags.of("state", text(state)),
                    _ -> sample.inState(state));
        }
        for (int percentile : List.of(50, 90, 99, 100)) { // "quantile" is for summaries only
            gauge(
                    "moonlet.mailbox.messages",
                    "Messages that wait in a mailbox: percentiles of a sample",
                    Tags.of("percentile", String.valueOf(percentile)),
                    _ -> sample.mailbox(percentile / 100.0));
        }
        gauge(
                "moonlet.monitors",
                "Monitors that processes of this node have, judged by a sample",
                Tags.empty(),
                _ -> sample.allMonitors());
        gauge(
                "moonlet.process.links",
                "Ends of links that processes of this node have, judged by a sample",
                Tags.empty(),
                _ -> sample.allLinks());
    }

    private void cluster(Node node) {
        gauge("moonlet.names", "Registered names", Tags.empty(), _ -> node.nameCount());
        gauge(
                "moonlet.cluster.nodes",
                "Nodes that are up, as this one sees it, itself included",
                Tags.empty(),
                from -> from.nodes().size());
        gauge(
                "moonlet.cluster.nodes.connected",
                "Nodes with a link that works, itself included",
                Tags.empty(),
                from -> from.nodes().stream().filter(NodeView::connected).count());
        for (String status : MEMBER_STATES) {
            gauge(
                    "moonlet.cluster.members",
                    "Members of the cluster in a state",
                    Tags.of("status", status),
                    from ->
                            from.members().stream()
                                    .filter(member -> member.status().equals(status))
                                    .count());
        }
        gauge(
                "moonlet.cluster.members.unreachable",
                "Members that are silent",
                Tags.empty(),
                from -> from.members().stream().filter(member -> !member.reachable()).count());
        gauge(
                "moonlet.ready",
                "Whether the node takes work",
                Tags.empty(),
                from -> from.isReady() ? 1 : 0);
    }

    private void counters(NodeCounters of) {
        counter("moonlet.spawns", "Processes started", Tags.empty(), of, NodeCounters::allSpawned);
        for (NodeCounters.Exit exit : NodeCounters.Exit.values()) {
            counter(
                    "moonlet.exits",
                    "Processes that ended",
                    Tags.of("reason", text(exit)),
                    of,
                    from -> from.allEnded(exit));
        }
        for (Limit limit : Limit.values()) {
            counter(
                    "moonlet.limit.exits",
                    "Processes that ended because they reached a limit",
                    Tags.of("limit", limit.key()),
                    of,
                    from -> from.allEnded(limit));
        }
        sent("local", of, NodeCounters::allSent);
        sent("remote", of, NodeCounters::allSentAway);
        counter(
                "moonlet.messages.unread",
                "Messages to other nodes that reached nobody",
                Tags.empty(),
                of,
                NodeCounters::allUnread);
        counter(
                "moonlet.permissions.denied",
                "What processes were refused for want of a permission",
                Tags.empty(),
                of,
                NodeCounters::allDenied);
        counter(
                "moonlet.heap.refusals",
                "Processes not started because the heap was nearly full",
                Tags.empty(),
                of,
                NodeCounters::allRefusedForHeap);
        counter(
                "moonlet.heap.exits",
                "Processes ended because the heap was full",
                Tags.empty(),
                of,
                NodeCounters::allEndedForHeap);
        counter(
                "moonlet.link.lost",
                "Items not known to have arrived, of nodes that are gone",
                Tags.empty(),
                of,
                NodeCounters::allLost);
        counter("moonlet.turns", "Turns of processes", Tags.empty(), of, NodeCounters::allTurns);
        counter(
                "moonlet.name.claims",
                "Claims of processes of this node to names of the cluster",
                Tags.empty(),
                of,
                NodeCounters::allClaimed);
        counter(
                "moonlet.name.conflicts",
                "Names that processes of this node lost to older claims",
                Tags.empty(),
                of,
                NodeCounters::allNameConflicts);
    }

    private void sent(String to, NodeCounters of, ToDoubleFunction<NodeCounters> value) {
        counter("moonlet.messages.sent", "Messages sent", Tags.of("to", to), of, value);
    }

    private void services(NodeCounters of) {
        for (ServiceStatus service : inspection.services()) {
            counter(
                    "moonlet.service.restarts",
                    "Starts of a service after a failure",
                    Tags.of("service", service.id()),
                    of,
                    from -> from.allRestarted(service.id()));
        }
        for (ServiceState state : ServiceState.values()) {
            gauge(
                    "moonlet.services",
                    "Services in a state",
                    Tags.of("state", text(state)),
                    from ->
                            from.services().stream()
                                    .filter(service -> service.state() == state)
                                    .count());
        }
    }

    private void workers(Visitors workers, String node) {
        counter(
                "moonlet.reductions",
                "Function calls and loop turns of processes",
                Tags.empty(),
                workers,
                from -> from.workload().reductions());
        gauge(
                "moonlet.run.queue",
                "Processes that wait for their turn",
                Tags.empty(),
                _ -> workers.workload().queued());
        registry.getPrometheusRegistry().register(new TurnTimes(workers, node));
    }

    private void letters(Node node) {
        LetterCounter.Letters letters = new LetterCounter.Letters();
        node.system().actorOf(Props.create(LetterCounter.class, () -> new LetterCounter(letters)));
        counter(
                "moonlet.dead.letters",
                "Signals to processes and actors that had just ended",
                Tags.empty(),
                letters,
                from -> from.dead().sum());
        counter(
                "moonlet.artery.dropped",
                "Messages that full queues of Pekko have dropped",
                Tags.empty(),
                letters,
                from -> from.dropped().sum());
    }

    private static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private void gauge(String name, String what, Tags tags, ToDoubleFunction<Inspection> value) {
        Gauge.builder(name, inspection, value).description(what).tags(tags).register(registry);
    }

    private <T> void counter(String name, String what, Tags tags, T of, ToDoubleFunction<T> value) {
        FunctionCounter.builder(name, of, value).description(what).tags(tags).register(registry);
    }
}
