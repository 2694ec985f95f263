package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.node.Node;
import moonlet.node.admin.AdminServer;
import moonlet.node.admin.AdminSettings;
import moonlet.node.cluster.Certificates;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Commands that ask by TLS: a node that is alone, with a certificate for 127.0.0.1. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EncryptedAdminTest {
    private static final String IT = "error: Unavailable: what answers at ";

    private Path folder;
    private Certificates own;
    private Node node;
    private Node plain;
    private String place;
    private String plainPlace;

    @BeforeAll
    void two_nodes(@TempDir Path made) throws Exception {
        folder = made;
        own = Certificates.named(folder.resolve("own"), "ip:127.0.0.1");
        Map<String, String> tls = new HashMap<>(own.environment());
        tls.put("MOONLET_ADMIN_TLS", "true");
        node = node(tls);
        place = admin(node, tls);
        plain = node(Map.of());
        plainPlace = admin(plain, Map.of());
    }

    @AfterAll
    void stop() {
        plain.abandon();
        node.abandon();
    }

    @Test
    void a_command_asks_by_tls_whom_the_authority_in_a_file_has_certified() {
        assertTrue(place.startsWith("https://127.0.0.1:"), place);
        Shell.Seen seen = ask(place, "--admin-ca", own.file("ca.crt").toString());
        assertEquals(0, seen.exitCode(), seen.err());
        assertTrue(seen.out().contains("local"), seen.out());
        Map<String, String> environment =
                Map.of("MOONLET_ADMIN", place, "MOONLET_ADMIN_CA", own.file("ca.crt").toString());
        assertEquals(0, run(environment, "hosts").exitCode());
    }

    @Test
    void the_token_is_what_lets_somebody_change_something() {
        Map<String, String> environment =
                Map.of(
                        "MOONLET_ADMIN",
                        place,
                        "MOONLET_ADMIN_CA",
                        own.file("ca.crt").toString(),
                        "MOONLET_ADMIN_TOKEN_FILE",
                        folder.resolve("none").toString());
        Shell.Seen seen = run(environment, "kill", "somebody");
        assertEquals(1, seen.exitCode());
        assertTrue(seen.err().startsWith("error: PermissionDenied: "), seen.err());
    }

    @Test
    void a_certificate_of_an_authority_that_is_not_trusted() throws Exception {
        String line =
                IT
                        + place
                        + " has a certificate of no authority that is trusted here; name the file"
                        + " with its authority with --admin-ca FILE or MOONLET_ADMIN_CA\n";
        assertEquals(new Shell.Seen(3, "", line), ask(place));
        Certificates foreign = Certificates.make(folder.resolve("foreign"));
        assertEquals(
                new Shell.Seen(3, "", line),
                ask(place, "--admin-ca", foreign.file("ca.crt").toString()));
    }

    @Test
    void a_certificate_for_another_name() {
        String other = place.replace("127.0.0.1", "localhost");
        Shell.Seen seen = ask(other, "--admin-ca", own.file("ca.crt").toString());
        assertEquals(3, seen.exitCode());
        assertTrue(
                seen.err().startsWith(IT + other + " has a certificate for other names (No "),
                seen.err());
    }

    @Test
    void plaintext_where_a_node_speaks_tls() {
        String address = place.substring("https://".length());
        String line = IT + address + " speaks TLS; ask it as " + place + "\n";
        assertEquals(new Shell.Seen(3, "", line), ask(address));
    }

    @Test
    void tls_where_a_node_speaks_plaintext() {
        Shell.Seen seen = ask("https://" + plainPlace);
        assertEquals(3, seen.exitCode());
        assertTrue(
                seen.err().startsWith(IT + "https://" + plainPlace + " does not speak TLS ("),
                seen.err());
        assertTrue(
                seen.err()
                        .endsWith(
                                "; a node without node.admin_tls is asked as " + plainPlace + "\n"),
                seen.err());
    }

    @Test
    void a_file_without_authorities_and_a_place_that_is_none() {
        Path none = folder.resolve("none.crt");
        assertEquals(
                new Shell.Seen(
                        1,
                        "",
                        "error: Invalid: --admin-ca or MOONLET_ADMIN_CA: no file is at "
                                + none
                                + "\n"),
                ask(place, "--admin-ca", none.toString()));
        assertEquals(
                "error: Invalid: --admin is HOST:PORT or https://HOST:PORT, found https://a b\n",
                ask("https://a b").err());
        assertEquals(1, ask("a").exitCode());
    }

    @Test
    void a_certificate_that_is_replaced_is_shown_without_a_restart() throws Exception {
        Certificates files = own.copy(folder.resolve("replaced"));
        Map<String, String> tls = new HashMap<>(files.environment());
        tls.put("MOONLET_ADMIN_TLS", "true");
        Certificates next = Certificates.named(folder.resolve("next"), "ip:127.0.0.1");
        Node renewed = node(tls);
        try {
            String at = admin(renewed, tls);
            files.replaceBy(next);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(40); // it looks every 10 s
            while (ask(at, "--admin-ca", next.file("ca.crt").toString()).exitCode() != 0) {
                assertTrue(System.nanoTime() < deadline, "not replaced within 40 s");
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } finally {
            renewed.abandon();
        }
    }

    private Node node(Map<String, String> environment) throws Exception {
        return workspace(environment).impatient().start();
    }

    private String admin(Node of, Map<String, String> environment) throws Exception {
        Map<String, String> all = new HashMap<>(environment);
        all.put("MOONLET_ADMIN_LISTEN", "127.0.0.1:0");
        all.put("MOONLET_ADMIN_TOKEN_FILE", folder.resolve("token").toString());
        AdminSettings settings = workspace(all).configuration().admin();
        return AdminServer.start(of, of.system(), settings, () -> {});
    }

    private static Workspace workspace(Map<String, String> environment) throws Exception {
        Path app = Path.of(EncryptedAdminTest.class.getResource("/cluster").toURI());
        return Workspace.read(app, null, environment);
    }

    private Shell.Seen ask(String at, String... options) {
        String[] args = new String[options.length + 1];
        args[0] = "hosts";
        System.arraycopy(options, 0, args, 1, options.length);
        return run(Map.of("MOONLET_ADMIN", at), args);
    }

    private static Shell.Seen run(Map<String, String> environment, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode =
                MoonletCommand.execute(
                        args, environment, new PrintWriter(out), new PrintWriter(err));
        return new Shell.Seen(exitCode, out.toString(), err.toString());
    }
}
