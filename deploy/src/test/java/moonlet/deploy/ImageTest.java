package moonlet.deploy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.model.ContainerConfig;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

import java.util.Map;

/** What the image promises to those who run it. */
@Tag("containers")
class ImageTest {
    private static final long SIZE_MAX = 280_000_000; // on the local base image
    private static final Shell SHELL = new Shell(Map.of());

    private final InspectImageResponse image =
            DockerClientFactory.instance().client().inspectImageCmd(NodeContainer.IMAGE).exec();
    private final ContainerConfig config = image.getConfig();

    @Test
    void it_is_small() throws Exception {
        SystemTimes.record("image, uncompressed", image.getSize() / 1_000_000, "MB");

        assertTrue(image.getSize() <= SIZE_MAX, image.getSize() + " bytes");
    }

    @Test
    void it_says_what_it_is() throws Exception {
        assertEquals("Moonlet", label("title"));
        assertEquals("Apache-2.0", label("licenses"));
        assertTrue(in("run --rm moonlet version").startsWith("moonlet " + label("version") + " "));
    }

    @Test
    void its_process_is_the_node_itself_without_a_shell_that_keeps_signals() {
        assertArrayEquals(new String[] {"/opt/moonlet/moonlet"}, config.getEntrypoint());
        assertArrayEquals(new String[] {"run", "/app"}, config.getCmd());
        assertEquals("CMD", config.getHealthcheck().getTest().getFirst());
    }

    @Test
    void it_has_a_user_without_rights() throws Exception {
        String status = in("run --rm --entrypoint cat moonlet /proc/self/status");

        assertEquals("10001:10001", config.getUser());
        assertTrue(status.contains("Uid:\t10001"), status);
    }

    @Test
    void nearly_all_classes_come_from_its_start_up_archive() throws Exception {
        String loaded = in("run --rm -e MOONLET_JAVA_OPTS=-Xlog:class+load moonlet version");
        long all = loaded.lines().filter(line -> line.contains("source: ")).count();
        long shared = loaded.lines().filter(line -> line.contains("shared objects file")).count();

        assertTrue(shared > 0.9 * all, shared + " of " + all);
    }

    @Test
    void a_node_with_a_read_only_root_gets_healthy_and_ends_well_on_sigterm() throws Exception {
        try (ContainerCluster cluster = new ContainerCluster()) {
            NodeContainer node = cluster.start("node1");
            Await.until(
                    () -> "healthy".equals(node.inspect().getState().getHealth().getStatus()),
                    () -> "not healthy\n" + node.getLogs());
            assertEquals(1, node.execInContainer("touch", "/opt/moonlet/x").getExitCode());

            node.terminate(45);
            assertEquals(0L, node.inspect().getState().getExitCodeLong(), node::getLogs);
        }
    }

    private String label(String name) {
        return config.getLabels().get("org.opencontainers.image." + name);
    }

    private static String in(String arguments) throws Exception {
        return SHELL.run(("docker " + arguments).split(" "));
    }
}
