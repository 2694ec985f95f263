package moonlet.lua.bench;

import moonlet.lua.engine.Backend;
import moonlet.lua.engine.Chunk;
import moonlet.lua.engine.Limits;
import moonlet.lua.engine.Meter;
import moonlet.lua.engine.SyntaxError;

import org.luaj.vm2.LuaValue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The programs in {@code src/test/resources/bench}: how long they run, and how long to compile. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ProgramBenchmark {
    @Param({
        "fib",
        "n-body",
        "spectral-norm",
        "string-building",
        "table-inserts",
        "binary-trees",
        "method-calls",
        "closures"
    })
    private String program;

    @Param({"COMPILED", "INTERPRETED"})
    private Backend backend;

    private byte[] source;
    private LuaValue function;

    @Setup
    public void load() throws IOException, SyntaxError {
        source = Files.readAllBytes(Path.of("src/test/resources/bench", program + ".lua"));
        function = compile();
    }

    @Benchmark
    public LuaValue run() {
        return function.call();
    }

    /** Up to the functions that the chunk makes, whose code is generated as they are made. */
    @Benchmark
    public LuaValue compile() throws SyntaxError {
        return Chunk.compile(program, source, Limits.DEFAULTS, backend)
                .instantiate(Benchmarks.globals(), Meter.current())
                .call();
    }
}
