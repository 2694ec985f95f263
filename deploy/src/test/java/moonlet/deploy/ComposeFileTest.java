package moonlet.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code docker-compose.yml} of the checkout, as the README says to use it. */
@Tag("containers")
class ComposeFileTest {
    private final Shell shell;

    ComposeFileTest() throws Exception {
        shell = new Shell(environment());
    }

    @AfterEach
    void down() throws Exception {
        compose("down", "--volumes", "--timeout", "5");
    }

    @Test
    void up_is_a_cluster_of_three_and_scaling_the_workers_adds_nodes() throws Exception {
        long began = System.currentTimeMillis();
        compose("up", "--wait", "--quiet-pull");
        SystemTimes.recordSince("docker compose up --wait", began);

        awaitNodes(3);
        assertEquals(List.of("node1", "node2", "node3"), nodes());
        assertTrue(moonlet("ps").contains("cluster:worker"), "the application does not run");

        compose("up", "--wait", "--scale", "worker=2");
        awaitNodes(5);
        assertEquals(List.of("node1", "node2", "node3"), nodes().subList(2, 5));
    }

    private void awaitNodes(int count) throws Exception {
        Await.until(() -> nodes().size() == count, () -> "not " + count + " nodes");
    }

    /** The names of all nodes in their order; those of workers are hexadecimal. */
    private List<String> nodes() throws Exception {
        return moonlet("nodes").lines().skip(1).map(line -> line.split(" ")[0]).sorted().toList();
    }

    private String moonlet(String command) throws Exception {
        return compose("exec", "-T", "node1", "/opt/moonlet/moonlet", command);
    }

    private String compose(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("docker", "compose", "-p", "moonlet-system-test"));
        command.addAll(List.of(arguments));
        return shell.run(command.toArray(String[]::new));
    }

    /**
     * The plugin is where Docker looks for it, or where {@code deploy/compose-plugin} has put it.
     */
    private static Map<String, String> environment() throws Exception {
        String port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = String.valueOf(free.getLocalPort());
        }
        Path own = Path.of("target", "docker").toAbsolutePath();
        return Files.exists(own)
                ? Map.of("MOONLET_ADMIN_PORT", port, "DOCKER_CONFIG", own.toString())
                : Map.of("MOONLET_ADMIN_PORT", port);
    }
}
