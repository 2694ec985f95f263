package moonlet.node.metrics;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;

import moonlet.node.dispatch.Visitors;
import moonlet.node.dispatch.Workload;

/** How long the turns of processes take, as a histogram that the workers have counted already. */
final class TurnTimes implements Collector {
    static final String NAME = "moonlet_turn_seconds";

    private final Visitors workers;
    private final Labels labels;

    TurnTimes(Visitors workers, String node) {
        this.workers = workers;
        this.labels = Labels.of("node", node);
    }

    @Override
    public MetricSnapshot collect() {
        Workload load = workers.workload();
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        double[] bounds = Workload.bounds();
        for (int i = 0; i < bounds.length; i++) {
            buckets.bucket(bounds[i], load.timed()[i]);
        }
        return HistogramSnapshot.builder()
                .name(NAME)
                .unit(Unit.SECONDS)
                .help("Time that turns of processes took, of each 64th")
                .dataPoint(
                        HistogramDataPointSnapshot.builder()
                                .labels(labels)
                                .classicHistogramBuckets(buckets.build())
                                .sum(load.timedNanos() / 1e9)
                                .build())
                .build();
    }
}
