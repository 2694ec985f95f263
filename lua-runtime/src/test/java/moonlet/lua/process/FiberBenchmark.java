package moonlet.lua.process;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import java.util.concurrent.TimeUnit;

/** What it costs a process to wait and to go on: one turn of a fiber that parks at once. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FiberBenchmark {
    private Fiber fiber;
    private volatile boolean ended;

    @Setup
    public void start() {
        fiber = Fibers.detect().create("benchmark", null, this::parkAgain, () -> {});
        fiber.run();
    }

    private void parkAgain() {
        while (!ended) {
            fiber.park();
        }
    }

    @Benchmark
    public void park_and_resume() {
        fiber.run();
    }

    @TearDown
    public void end() {
        ended = true;
        fiber.run();
    }
}
