package moonlet.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Three containers are a cluster, and what an operator asks it. */
@Tag("containers")
class MembersTest {
    private static final String MOONLET = "/opt/moonlet/moonlet";
    private static final long MEGABYTE = 1_000_000;

    private static final ContainerCluster CLUSTER = new ContainerCluster();

    @BeforeAll
    static void three_containers() throws Exception {
        long began = System.currentTimeMillis();
        List.of("node1", "node2", "node3").forEach(CLUSTER::start);
        CLUSTER.awaitMembers("node1", "node2", "node3");
        SystemTimes.recordSince("three containers from start to cluster", began);
    }

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    @Test
    void the_command_line_in_each_container_lists_all_three() throws Exception {
        for (String name : List.of("node1", "node2", "node3")) {
            String nodes = CLUSTER.node(name).output(MOONLET, "nodes");

            assertEquals(
                    List.of("NAME", "node1", "node2", "node3"),
                    nodes.lines().map(line -> line.split(" ")[0]).toList());
        }
    }

    @Test
    void a_process_starts_on_the_node_that_is_named_and_all_find_it_by_its_name() throws Exception {
        NodeContainer node1 = CLUSTER.node("node1");
        String spawned =
                node1.output(
                        MOONLET, "spawn", "system:keeper", "node3@system:processes", "\"remote\"");
        String pid = spawned.substring(spawned.indexOf('{')).strip();

        assertTrue(pid.startsWith("{node3@system:processes|"), pid);
        for (String name : List.of("node1", "node2", "node3")) {
            Await.until(
                    () -> pid.equals(CLUSTER.holder("remote", name)),
                    () -> name + " does not know the name");
        }
        assertTrue(CLUSTER.node("node2").output(MOONLET, "ps").contains(pid));
    }

    @Test
    void an_idle_node_needs_little_memory() throws Exception {
        CLUSTER.node("node2").awaitLog("node up");
        long used = CLUSTER.node("node2").memoryBytes() / MEGABYTE;

        SystemTimes.record("memory of an idle node of three", used, "MB");
        assertTrue(used < 400, used + " MB");
    }
}
