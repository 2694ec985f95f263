package moonlet.node.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Runs a seed of a simulation; where it fails, once more for its trace. */
public final class Replay {
    private static final int TRACE_MAX = 2_000; // lines, the last ones

    private Replay() {}

    /**
     * Runs it.
     *
     * @param seed its scenario and number, as a failure names it
     * @param simulation adds to the trace that it is given, if that is not null
     * @return what the simulation returns
     * @throws Violation with the seed and the trace
     */
    public static <T> T run(String seed, Function<List<String>, T> simulation) {
        try {
            return simulation.apply(null);
        } catch (RuntimeException | Violation first) {
            List<String> trace = new ArrayList<>();
            Throwable again = first;
            try {
                simulation.apply(trace);
            } catch (RuntimeException | Violation second) {
                again = second;
            }
            int last = Math.max(0, trace.size() - TRACE_MAX);
            String lines = String.join("\n", trace.subList(last, trace.size()));
            String text = seed + ": " + again + "\n" + lines;
            throw (Violation) new Violation(text).initCause(again);
        }
    }
}
