package moonlet.node;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.node.admin.AdminServer;
import moonlet.node.admin.AdminSettings;
import moonlet.node.cluster.Certificates;
import moonlet.node.cluster.Tls;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;

/** The health check of a container. */
class ReadyTest {
    @TempDir private Path folder;

    @Test
    void a_node_is_asked_in_plaintext() {
        assertReady(null);
    }

    @Test
    void a_node_whose_admin_api_is_encrypted_is_asked_by_tls() throws Exception {
        assertReady(Certificates.make(folder.resolve("own")).tls());
    }

    @Test
    void nobody_is_not_ready() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertFalse(Ready.isReady(free));
    }

    private void assertReady(Tls certificate) {
        Node node = TestNodes.start(TestNodes.path("cluster")).node();
        try {
            AdminSettings settings =
                    new AdminSettings("127.0.0.1", 0, true, folder.resolve("token"), certificate);
            String place = AdminServer.start(node, node.system(), settings, () -> {});
            String port = place.substring(place.lastIndexOf(':') + 1);
            assertTrue(Ready.isReady(Integer.parseInt(port)));
        } finally {
            node.abandon();
        }
    }
}
