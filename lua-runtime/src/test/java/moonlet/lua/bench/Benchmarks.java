package moonlet.lua.bench;

import moonlet.lua.engine.Backend;
import moonlet.lua.engine.BasicFunctions;
import moonlet.lua.engine.Chunk;
import moonlet.lua.engine.Env;
import moonlet.lua.engine.Limits;
import moonlet.lua.engine.Meter;
import moonlet.lua.engine.SealedTable;
import moonlet.lua.library.Libraries;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Runs the program of a file, which returns a function, again and again; prints the median of the
 * second half of the runs in milliseconds of processor time, and the first run. {@code
 * src/test/bench/compare} puts them beside PUC Lua's.
 */
final class Benchmarks {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Benchmarks() {}

    /**
     * @param args the back end, how many runs, and a file
     */
    public static void main(String[] args) throws Exception {
        Backend backend = Backend.valueOf(args[0]);
        Path file = Path.of(args[2]);
        byte[] source = Files.readAllBytes(file);
        String name = file.getFileName().toString();
        LuaValue program =
                Chunk.compile(name, source, Limits.DEFAULTS, backend)
                        .instantiate(globals(), Meter.current())
                        .call();
        double[] millis = new double[Integer.parseInt(args[1])];
        for (int i = 0; i < millis.length; i++) {
            long start = THREADS.getCurrentThreadCpuTime();
            program.call();
            millis[i] = (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
        }
        double[] warm = Arrays.copyOfRange(millis, millis.length / 2, millis.length);
        Arrays.sort(warm);
        IO.println("%.2f %.2f".formatted(warm[warm.length / 2], millis[0]));
    }

    static Env globals() {
        var string = Libraries.string();
        LuaString.s_metatable = Libraries.stringMetatable(string);
        return new Env(
                BasicFunctions.fill(new SealedTable("_G"))
                        .with("string", string)
                        .with("table", Libraries.table())
                        .with("math", Libraries.math())
                        .seal());
    }
}
