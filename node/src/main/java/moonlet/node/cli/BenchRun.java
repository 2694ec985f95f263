package moonlet.node.cli;

import moonlet.lua.process.Payloads;
import moonlet.node.Node;
import moonlet.protocol.Ending;
import moonlet.protocol.Failure;
import moonlet.protocol.Payload;

import java.util.ArrayList;
import java.util.List;

/** Runs one scenario on a fresh node, warm-up first; the last run counts. */
final class BenchRun {
    static final List<String> SCENARIOS =
            List.of(
                    "pingpong",
                    "pairs",
                    "fanin",
                    "ring",
                    "broadcast",
                    "spawn",
                    "fairness",
                    "compute");

    private static final int COLLECTIONS = 3;

    private final Workspace workspace;
    private final Integer size;
    private final int warmups;

    /**
     * @param size of the scenario; null for its own
     */
    BenchRun(Workspace workspace, Integer size, int warmups) {
        this.workspace = workspace;
        this.size = size;
        this.warmups = warmups;
    }

    List<BenchValue> run(String scenario) {
        for (int i = 0; i < warmups; i++) {
            once(scenario);
        }
        return once(scenario);
    }

    private List<BenchValue> once(String scenario) {
        try (Node node = workspace.start()) {
            long heapBefore = heapBytes();
            List<Object> arguments = size == null ? List.of() : List.of(size);
            Ending ending = node.call("bench:" + scenario, Payloads.of(arguments)).ending().join();
            List<BenchValue> values = values(scenario, ending);
            int alive = node.processCount();
            if (scenario.equals("spawn") && alive > 0) {
                double each = (double) (heapBytes() - heapBefore) / alive;
                values.add(new BenchValue("spawn.heap", each, "bytes/process"));
            }
            return values;
        }
    }

    private static List<BenchValue> values(String scenario, Ending ending) {
        List<BenchValue> values = new ArrayList<>();
        switch (ending) {
            case Ending.Failed(Failure failure) ->
                    values.add(BenchValue.failed(scenario, failure.toString()));
            case Ending.Returned(Payload payload) -> {
                for (Object row : (List<?>) Payloads.toJava(payload)) {
                    List<?> fields = (List<?>) row;
                    double value = ((Number) fields.get(1)).doubleValue();
                    values.add(
                            new BenchValue(
                                    (String) fields.getFirst(), value, (String) fields.get(2)));
                }
            }
        }
        return values;
    }

    private static long heapBytes() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
