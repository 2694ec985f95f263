package moonlet.node.cluster;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

class DeathProbeTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @Test
    void a_machine_that_says_that_nobody_is_at_the_port_proves_it() throws Exception {
        assertTrue(DeathProbe.isGone(unusedPort(), HERE));
    }

    @Test
    void a_node_that_takes_connections_is_not_gone() throws Exception {
        try (ServerSocket node = new ServerSocket(0, 1, HERE)) {
            assertFalse(DeathProbe.isGone(link(node), HERE));
        }
    }

    @Test
    void nothing_is_proved_of_a_node_that_was_never_connected() throws Exception {
        assertFalse(DeathProbe.isGone(unusedPort(), null));
    }

    @Test
    void who_is_asked_is_where_it_was_connected_not_where_its_name_leads_now() throws Exception {
        InetAddress before = InetAddress.getByName("127.0.0.2");
        try (ServerSocket node = new ServerSocket(0, 1, before)) {
            InetSocketAddress moved = link(node);
            assertTrue(DeathProbe.isGone(moved, HERE));
            assertFalse(DeathProbe.isGone(moved, before));
        }
    }

    private static InetSocketAddress unusedPort() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, HERE)) {
            return link(closed);
        }
    }

    /** As a role names it: by a name, which leads here. */
    private static InetSocketAddress link(ServerSocket node) {
        return InetSocketAddress.createUnresolved("localhost", node.getLocalPort());
    }
}
