package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Ports, files and disks that a command is given and cannot use: what it found, and what to do. */
class PlacesTest {
    @TempDir private Path folder;
    private Shell shell;

    @BeforeEach
    void one_host() {
        shell = new Shell(folder).yaml(Shell.HOST);
    }

    @Test
    void a_port_in_use_is_told_with_the_settings_that_name_another() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String place = "127.0.0.1:" + other.getLocalPort();
            assertEquals(
                    "error: Unavailable: cannot listen on "
                            + place
                            + " for the cluster: Address already in use; name another place with"
                            + " --listen, MOONLET_LISTEN or node.listen",
                    refused("--name", "node1", "--listen", place, "--admin", "off"));
            assertEquals(
                    "error: Unavailable: cannot listen on "
                            + place
                            + " for the admin API: Address already in use; name another place with"
                            + " --admin HOST:PORT, MOONLET_ADMIN_LISTEN or node.admin",
                    refused("--admin", place));
        }
    }

    @Test
    void a_token_file_that_cannot_be_is_told_with_the_settings_that_name_another()
            throws Exception {
        Path file = Files.createFile(folder.resolve("file")).resolve("folder").resolve("token");
        shell.file("moonlet.yaml", "node: {admin_token_file: '" + file + "'}\n");
        String said = refused("--admin", "127.0.0.1:0");
        assertTrue(said.contains("cannot write the token file " + file + " ("), said);
        assertTrue(said.endsWith("MOONLET_ADMIN_TOKEN_FILE or node.admin_token_file"), said);
    }

    @Test
    void what_answers_and_is_no_node_is_told() throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        HttpServer other = HttpServer.create(any, 0);
        other.start(); // with a page that says 404
        try {
            String place = "127.0.0.1:" + other.getAddress().getPort();
            Shell.Seen seen = Shell.moonlet("ps", "--admin", place);
            assertEquals(
                    "error: Unavailable: what answers at "
                            + place
                            + " is no admin API of a node; name one with --admin HOST:PORT or"
                            + " MOONLET_ADMIN",
                    seen.err().strip());
            assertEquals(3, seen.exitCode());
        } finally {
            other.stop(0);
        }
    }

    @Test
    void a_result_that_a_full_disk_does_not_take_is_a_failure() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "no /dev/full");
        List<String> toFullDisk = List.of("sh", "-c", "exec \"$0\" \"$@\" >/dev/full");
        try (Jvm jvm = Jvm.start(toFullDisk, "version")) {
            jvm.awaitErr("standard output took not all of the result");
            assertEquals(1, jvm.awaitExit());
        }
    }

    private String refused(String... more) {
        Shell.Seen seen = shell.run("run", more);
        assertEquals(1, seen.exitCode());
        return seen.err().strip().lines().toList().getLast();
    }
}
