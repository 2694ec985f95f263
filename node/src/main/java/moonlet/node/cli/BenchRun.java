package moonlet.node.cli;

import moonlet.lua.process.Payloads;
import moonlet.node.Node;
import moonlet.protocol.Ending;
import moonlet.protocol.Failure;
import moonlet.protocol.Payload;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Runs one scenario, warm-up first; the last run counts. The runs share a node, or a cluster of
 * three JVMs where the scenario is about several nodes.
 */
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
                    "compute",
                    "permissions",
                    "remote-pingpong",
                    "remote-oneway",
                    "remote-spawn",
                    "names",
                    "monitors");

    private static final Set<String> REMOTE =
            Set.of("remote-pingpong", "remote-oneway", "remote-spawn", "names", "monitors");
    private static final int NODES = 3;

    private static final int COLLECTIONS = 3;

    private final Workspace workspace;
    private final Workspace member;
    private final Path folder;
    private final PrintWriter log;
    private final Integer size;
    private final int warmups;

    /**
     * @param member the same application, for a node of a cluster
     * @param folder where it is
     * @param log for what other nodes log
     * @param size of the scenario; null for its own
     */
    BenchRun(
            Workspace workspace,
            Workspace member,
            Path folder,
            PrintWriter log,
            Integer size,
            int warmups) {
        this.member = member;
        this.folder = folder;
        this.log = log;
        this.workspace = workspace;
        this.size = size;
        this.warmups = warmups;
    }

    List<BenchValue> run(String scenario) {
        if (REMOTE.contains(scenario)) {
            return overNodes(scenario);
        }
        if (scenario.equals("spawn")) {
            return spawn();
        }
        try (Node node = workspace.start()) {
            return warm(node, scenario);
        }
    }

    /** The last run counts: by then the JVM has compiled what the scenario calls. */
    private List<BenchValue> warm(Node node, String scenario) {
        for (int i = 0; i < warmups; i++) {
            values(scenario, ending(node, scenario));
        }
        return values(scenario, ending(node, scenario));
    }

    private List<BenchValue> overNodes(String scenario) {
        try (Node node = member.start()) {
            List<BenchValue> values;
            try (OtherTestNodes _ =
                    OtherTestNodes.start(node, NODES - 1, folder, null, false, log)) {
                values = warm(node, scenario);
            }
            node.abandon();
            return values;
        }
    }

    private Ending ending(Node node, String scenario) {
        List<Object> arguments = size == null ? List.of() : List.of(size);
        return node.call("bench:" + scenario, Payloads.of(arguments)).ending().join();
    }

    /** Its processes live on, so each run has a node of its own. */
    private List<BenchValue> spawn() {
        for (int i = 0; i < warmups; i++) {
            try (Node node = workspace.start()) {
                ending(node, "spawn");
            }
        }
        try (Node node = workspace.start()) {
            long heapBefore = heapBytes();
            List<BenchValue> values = values("spawn", ending(node, "spawn"));
            int alive = node.processCount();
            if (alive > 0) {
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
