package moonlet.node.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;

import java.time.Duration;

/** What the JVM and its machine do: the meters of Micrometer, with names as Prometheus has them. */
final class JvmMetrics {
    private JvmMetrics() {}

    static void bindTo(MeterRegistry registry) {
        // These two have nanoseconds, and the suffix of a histogram: see the end.
        registry.config()
                .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"))
                .meterFilter(MeterFilter.denyNameStartsWith("system.cpu.count"));
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        @SuppressWarnings("resource") // it measures until the JVM ends
        JvmGcMetrics gc = new JvmGcMetrics();
        gc.bindTo(registry);
        FunctionCounter.builder("process.cpu", ProcessHandle.current(), JvmMetrics::cpuSeconds)
                .description("Processor time of the JVM")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("system.cpus", Runtime.getRuntime(), Runtime::availableProcessors)
                .description("Processors that the JVM may use")
                .register(registry);
    }

    private static double cpuSeconds(ProcessHandle jvm) {
        return jvm.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }
}
