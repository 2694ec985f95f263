package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.node.Node;
import moonlet.node.admin.AdminServer;
import moonlet.node.admin.AdminSettings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

/** What commands say of the nodes that do not answer. */
class SilentNodeTest {
    @Test
    void a_list_says_whose_part_is_missing_and_a_node_without_admin_api_answers_the_others(
            @TempDir Path folder) throws Exception {
        Node node1 = AdminCommandsTest.member("node1", null);
        Node node2 = AdminCommandsTest.member("node2", node1.address());
        try {
            node1.awaitOthers(1, Duration.ofSeconds(20));
            Path token = folder.resolve("token");
            AdminSettings settings = new AdminSettings("127.0.0.1", 0, true, token, null);
            String place = AdminServer.start(node1, node1.system(), settings, () -> {});

            Shell.Seen incomplete = AdminCommandsTest.runAt(place, token, "hosts");
            assertEquals(
                    "error: Unavailable: without what is on node2: no answer in time\n",
                    incomplete.err());
            assertEquals(1, incomplete.exitCode());
            assertTrue(incomplete.out().contains("node1"), incomplete.out());
            assertFalse(incomplete.out().contains("node2"), incomplete.out());

            AdminServer.start(node2, node2.system(), null, () -> {});
            Shell.Seen whole = AdminCommandsTest.runAt(place, token, "hosts");
            assertEquals(0, whole.exitCode(), whole.err());
            assertTrue(whole.out().contains("node2"), whole.out());
        } finally {
            node2.abandon();
            node1.abandon();
        }
    }
}
