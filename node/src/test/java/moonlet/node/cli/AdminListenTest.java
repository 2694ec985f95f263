package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.node.Node;
import moonlet.node.admin.AdminServer;
import moonlet.node.admin.AdminSettings;
import moonlet.node.cluster.CannotStart;
import moonlet.node.cluster.Tls;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** Where the admin API of a node cannot be what it is to be. */
class AdminListenTest {
    private static final String NOBODYS = "192.0.2.1"; // of no machine, RFC 5737

    @TempDir private Path folder;
    private Node node;

    @BeforeEach
    void start() throws Exception {
        node = AdminCommandsTest.member("alone", null);
    }

    @AfterEach
    void stop() {
        node.abandon();
    }

    private String listen(String host, boolean required, Tls tls) {
        var settings = new AdminSettings(host, 7070, required, folder.resolve("token"), tls);
        return AdminServer.start(node, node.system(), settings, () -> {});
    }

    @Test
    void a_node_goes_on_without_where_it_need_not_listen() {
        assertNull(listen(NOBODYS, false, null));
    }

    @Test
    void a_node_that_has_to_listen_does_not_start_where_it_cannot() {
        CannotStart why = assertThrows(CannotStart.class, () -> listen(NOBODYS, true, null));
        assertTrue(why.getMessage().startsWith("cannot listen on 192.0.2.1:7070 for the admin"));
    }

    @Test
    void files_of_tls_that_are_no_good_are_a_mistake_also_where_it_need_not_listen() {
        Path none = folder.resolve("none");
        Tls tls = new Tls(none, none, none);
        assertThrows(CannotStart.class, () -> listen("127.0.0.1", false, tls));
    }
}
