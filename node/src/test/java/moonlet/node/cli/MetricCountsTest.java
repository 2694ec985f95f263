package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.lua.process.Payloads;
import moonlet.node.Node;
import moonlet.node.metrics.NodeMetrics;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a node counts, after something has happened that counts. */
class MetricCountsTest {
    private static final int BOUND_SECONDS = 30;
    private static final String SERVICE =
            "  - {name: service, kind: process.service, process: 'app:rests',"
                    + " host: 'app:processes', lifecycle: {auto_start: true}}\n";

    private Node node;
    private NodeMetrics metrics;

    @BeforeEach
    void a_node_with_a_service(@TempDir Path folder) {
        String app =
                new Shell(folder)
                        .yaml(Shell.HOST)
                        .process("returns", "")
                        .process("fails", "error('boom')")
                        .process("deep", "local function f() return 1 + f() end f()")
                        .process("rests", "process.events():receive()")
                        .yaml(SERVICE)
                        .written();
        node =
                Workspace.read(Path.of(app), null, Map.of(), Map.of())
                        .impatient()
                        .startWithServices();
        assertEquals(List.of(), node.startServices());
        metrics = new NodeMetrics(node);
    }

    @AfterEach
    void stop() {
        node.abandon();
    }

    @Test
    void ends_count_by_their_reason_and_limits_by_their_name() throws Exception {
        for (String entry : List.of("returns", "fails", "fails", "deep")) {
            node.exec("app:" + entry, "app:processes", Payloads.of(List.of()))
                    .ending()
                    .get(BOUND_SECONDS, TimeUnit.SECONDS);
        }
        await("moonlet_exits_total{node=\"local\",reason=\"returned\"} 1.0");
        await("moonlet_exits_total{node=\"local\",reason=\"failed\"} 2.0");
        await("moonlet_exits_total{node=\"local\",reason=\"limit\"} 1.0");
        await("moonlet_limit_exits_total{limit=\"callDepthMax\",node=\"local\"} 1.0");
        await("moonlet_spawns_total{node=\"local\"} 5.0");
    }

    @Test
    void a_service_that_was_killed_counts_as_started_again() {
        node.operations().terminate(node.inspection().services().getFirst().pid());

        await("moonlet_exits_total{node=\"local\",reason=\"killed\"} 1.0");
        await("moonlet_service_restarts_total{node=\"local\",service=\"app:service\"} 1.0");
        await("moonlet_services{node=\"local\",state=\"running\"} 1.0");
    }

    private void await(String line) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
        while (metrics.scrape().lines().noneMatch(line::equals)) {
            assertTrue(System.nanoTime() < end, () -> "no line " + line);
        }
    }
}
