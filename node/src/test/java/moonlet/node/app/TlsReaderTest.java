package moonlet.node.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import moonlet.node.cluster.Tls;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Map;

class TlsReaderTest {
    private static final String LISTENS = "node:\n  listen: 127.0.0.1:0\n";
    private static final String ALL =
            LISTENS + "  tls: {certificate: /tls/tls.crt, key: /tls/tls.key, ca: /tls/ca.crt}\n";

    @TempDir Path root;

    private Tls tls(Map<String, String> environment, String yaml) {
        return new AppFolder(root).configuration(environment, yaml).cluster().tls();
    }

    private void assertMistake(String yaml, int line, String... words) {
        new AppFolder(root).assertConfigurationMistake(yaml, line, "node.tls", words);
    }

    @Test
    void a_node_encrypts_nothing_unless_it_is_told_to() {
        assertNull(tls(Map.of(), LISTENS));
    }

    @Test
    void the_three_files_are_read_and_need_not_be_there_yet() {
        assertEquals(
                new Tls(Path.of("/tls/tls.crt"), Path.of("/tls/tls.key"), Path.of("/tls/ca.crt")),
                tls(Map.of(), ALL));
    }

    @Test
    void variables_go_before_what_is_written() {
        Map<String, String> environment =
                Map.of("MOONLET_TLS_CERTIFICATE", "/a", "MOONLET_TLS_KEY", "/b");
        assertEquals(
                new Tls(Path.of("/a"), Path.of("/b"), Path.of("/tls/ca.crt")),
                tls(environment, ALL));
        Map<String, String> all =
                Map.of(
                        "MOONLET_TLS_CERTIFICATE", "/a",
                        "MOONLET_TLS_KEY", "/b",
                        "MOONLET_TLS_CA", "/c");
        assertEquals(new Tls(Path.of("/a"), Path.of("/b"), Path.of("/c")), tls(all, LISTENS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{certificate: a}", "{key: a, ca: b}", "{certificate: a, ca: b}"})
    void one_file_without_the_others_is_a_mistake(String tls) {
        assertMistake(LISTENS + "  tls: " + tls + "\n", 3, "all three", "certificate", "ca");
    }

    @Test
    void a_path_that_is_none_is_a_mistake() {
        assertMistake(LISTENS + "  tls: {certificate: a, key: ' ', ca: b}\n", 3, "a file");
        assertMistake(LISTENS + "  tls: {certificate: a, key: \"a\\0\", ca: b}\n", 3, "a file");
    }

    @Test
    void a_node_that_does_not_listen_has_nothing_to_encrypt() {
        String yaml = "node:\n  tls: {certificate: a, key: b, ca: c}\n";
        assertEquals(Configuration.DEFAULTS, new AppFolder(root).configuration(Map.of(), yaml));
    }

    @Test
    void the_admin_api_is_encrypted_by_the_same_files_where_that_is_said() {
        AppFolder app = new AppFolder(root);
        assertNull(app.configuration(Map.of(), ALL).admin().tls());
        Tls files =
                new Tls(Path.of("/tls/tls.crt"), Path.of("/tls/tls.key"), Path.of("/tls/ca.crt"));
        String yaml = ALL + "  admin_tls: true\n";
        assertEquals(files, app.configuration(Map.of(), yaml).admin().tls());
        Map<String, String> off = Map.of("MOONLET_ADMIN_TLS", "false");
        assertNull(app.configuration(off, yaml).admin().tls());
        String alone = yaml.replace("  listen: 127.0.0.1:0\n", "");
        assertEquals(files, app.configuration(Map.of(), alone).admin().tls());
    }

    @Test
    void an_encrypted_admin_api_without_a_certificate_is_a_mistake() {
        new AppFolder(root)
                .assertConfigurationMistake(
                        LISTENS + "  admin_tls: true\n", 3, "node.admin_tls", "give node.tls");
        Map<String, String> environment = Map.of("MOONLET_ADMIN_TLS", "true");
        assertEquals(
                "environment variable MOONLET_ADMIN_TLS: node.admin_tls: the admin API needs a"
                        + " certificate for that: give node.tls with certificate, key and ca",
                new AppFolder(root)
                        .configured(environment, LISTENS)
                        .problems()
                        .getFirst()
                        .toString());
    }

    @Test
    void other_keys_are_not_known() {
        new AppFolder(root)
                .assertConfigurationMistake(
                        LISTENS + "  tls: {cert: a}\n", 3, "", "node.tls.cert", "node.tls.key");
    }
}
