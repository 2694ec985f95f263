package moonlet.node.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;

import moonlet.node.Inspection;
import moonlet.node.cluster.Peer;
import moonlet.node.link.LinkCounters;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What the links with other nodes have done; they come and go with these. */
final class LinkMetrics {
    private final MeterRegistry registry;
    private final Map<Peer, List<Meter>> known = new HashMap<>();

    LinkMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Adds the links that are new, and takes out those whose nodes are gone. */
    synchronized void refresh(Inspection inspection) {
        Collection<Peer> peers = inspection.peers();
        known.entrySet()
                .removeIf(
                        link -> {
                            boolean gone = !peers.contains(link.getKey());
                            if (gone) {
                                link.getValue().forEach(registry::remove);
                            }
                            return gone;
                        });
        peers.forEach(peer -> known.computeIfAbsent(peer, this::meters));
    }

    private List<Meter> meters(Peer peer) {
        return List.of(
                counter(peer, "frames", "Frames sent", LinkCounters::frames),
                counter(
                        peer,
                        "bytes",
                        "Bytes of items sent, repetitions included",
                        LinkCounters::bytes),
                counter(peer, "parts", "Parts sent, repetitions included", LinkCounters::parts),
                counter(peer, "resent", "Parts sent again", LinkCounters::resent),
                counter(peer, "duplicates", "Parts that arrived again", LinkCounters::duplicates),
                gauge(
                        peer,
                        "unacknowledged",
                        "Parts sent that may not have arrived",
                        p -> p.counters().unacknowledged()),
                gauge(
                        peer,
                        "buffered",
                        "Items accepted that may not have arrived",
                        p -> p.counters().held()),
                gauge(
                        peer,
                        "round.trip.seconds",
                        "From when a part was sent until its acknowledgement came, measured last",
                        p -> p.counters().roundTripNanos() / 1e9),
                gauge(peer, "connected", "Whether it works", p -> p.isConnected() ? 1 : 0));
    }

    private Meter gauge(Peer peer, String name, String what, ToDoubleFunction<Peer> value) {
        return Gauge.builder("moonlet.link." + name, peer, value)
                .description(what)
                .tag("peer", peer.member().name())
                .register(registry);
    }

    private Meter counter(
            Peer peer, String name, String what, ToDoubleFunction<LinkCounters> value) {
        return FunctionCounter.builder(
                        "moonlet.link." + name, peer, p -> value.applyAsDouble(p.counters()))
                .description(what)
                .tag("peer", peer.member().name())
                .register(registry);
    }
}
