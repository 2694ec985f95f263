package moonlet.deploy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** Three containers with certificates of one authority, and others that they do not take. */
@Tag("containers")
class EncryptedContainersTest {
    private static final ContainerCluster CLUSTER = new ContainerCluster();

    @TempDir private static Path folder;

    @BeforeAll
    static void three_containers() throws Exception {
        TrialCertificates own = TrialCertificates.make(folder.resolve("own"));
        for (String name : List.of("node1", "node2", "node3")) {
            CLUSTER.start(NodeContainer.IMAGE, name, node -> node.encrypted(own));
        }
        CLUSTER.awaitMembers("node1", "node2", "node3");
    }

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    @Test
    void they_are_a_cluster_and_start_processes_on_each_other() throws Exception {
        String pid = CLUSTER.spawn("node1", "system:keeper", "node3", "encrypted");
        assertTrue(pid.startsWith("{node3@"), pid);
        Await.until(
                () -> pid.equals(CLUSTER.holder("encrypted", "node2")),
                () -> "node2 does not know the name");
    }

    @Test
    void a_container_without_certificates_is_refused_and_both_sides_say_so() throws Exception {
        NodeContainer plain = CLUSTER.start(NodeContainer.IMAGE, "node4", UnaryOperator.identity());
        plain.awaitLog("error: .*node1:25520 takes encrypted connections only");
        CLUSTER.node("node1").awaitLog("connection refused: .*plaintext connection\\?");
        plain.stop(); // Docker would start it again and again
        CLUSTER.awaitMembers("node1", "node2", "node3");
    }

    @Test
    void certificates_of_another_authority_are_refused_and_both_sides_say_so() throws Exception {
        TrialCertificates foreign = TrialCertificates.make(folder.resolve("foreign"));
        NodeContainer stranger =
                CLUSTER.start(NodeContainer.IMAGE, "node5", node -> node.encrypted(foreign));
        stranger.awaitLog("connection refused: its sides have no certificates of the same cluster");
        stranger.awaitLog("error: .*do not take each other's certificates");
        CLUSTER.node("node1").awaitLog("connection refused: .*certificate_unknown");
        stranger.stop();
        CLUSTER.awaitMembers("node1", "node2", "node3");
    }
}
