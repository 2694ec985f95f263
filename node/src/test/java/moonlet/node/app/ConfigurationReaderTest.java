package moonlet.node.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.lua.engine.Limits;
import moonlet.node.admin.AdminSettings;
import moonlet.node.cluster.ClusterSettings.Endpoint;
import moonlet.node.cluster.Discovery;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class ConfigurationReaderTest {
    @TempDir Path root;

    private Configured read(Map<String, String> environment, String yaml) {
        return new AppFolder(root).configured(environment, yaml);
    }

    private Configuration good(Map<String, String> environment, String yaml) {
        return new AppFolder(root).configuration(environment, yaml);
    }

    private void assertMistake(String yaml, int line, String key, String... words) {
        new AppFolder(root).assertConfigurationMistake(yaml, line, key, words);
    }

    @Test
    void without_a_file_the_defaults_hold() {
        Configured read = new ConfigurationReader(Map.of(), LoadLimits.DEFAULTS).readFolder(root);
        assertEquals(new Configured(Configuration.DEFAULTS, List.of()), read);
        assertEquals("local", read.configuration().nodeName());
        assertEquals(Duration.ofSeconds(30), read.configuration().shutdownTimeout());
    }

    @Test
    void an_empty_file_changes_nothing() {
        assertEquals(Configuration.DEFAULTS, good(Map.of(), "# nothing\n"));
        assertEquals(Configuration.DEFAULTS, good(Map.of(), "---\n"));
    }

    @Test
    void name_timeout_and_limits_are_read() {
        Configuration read =
                good(
                        Map.of(),
                        "node: {name: n1}\nshutdown: {timeout: 1m30s}\nlimits: {timersMax: 5}\n");
        assertEquals("n1", read.nodeName());
        assertEquals(Duration.ofSeconds(90), read.shutdownTimeout());
        assertEquals(5, read.limits().timersMax());
        assertEquals(Limits.DEFAULTS.listenersMax(), read.limits().listenersMax());
    }

    @Test
    void the_environment_goes_before_the_file() {
        Configuration read =
                good(
                        Map.of("MOONLET_NODE_NAME", "n2", "MOONLET_SHUTDOWN_TIMEOUT", "250ms"),
                        "node: {name: n1}\nshutdown: {timeout: 1s}\n");
        assertEquals("n2", read.nodeName());
        assertEquals(Duration.ofMillis(250), read.shutdownTimeout());
    }

    @Test
    void strict_mode_is_off_unless_the_file_or_the_environment_says_so() {
        assertEquals(false, Configuration.DEFAULTS.strictMode());
        String yaml = "security: {strict_mode: true}\n";
        assertEquals(true, good(Map.of(), yaml).strictMode());
        assertEquals(false, good(Map.of("MOONLET_STRICT_MODE", "false"), yaml).strictMode());
        assertEquals(true, good(Map.of("MOONLET_STRICT_MODE", "true"), "").strictMode());
        assertMistake("security: {strict: true}\n", 1, "", "\"security.strict\"", "strict_mode");
    }

    @Test
    void the_log_is_text_unless_the_file_or_the_environment_says_json() {
        assertEquals(LogFormat.TEXT, Configuration.DEFAULTS.logFormat());
        String yaml = "log: {format: json}\n";
        assertEquals(LogFormat.JSON, good(Map.of(), yaml).logFormat());
        assertEquals(LogFormat.TEXT, good(Map.of("MOONLET_LOG_FORMAT", "text"), yaml).logFormat());
        assertMistake("log: {format: xml}\n", 1, "log.format", "text or json", "\"xml\"");
    }

    @Test
    void variables_are_put_into_texts_and_may_be_numbers() {
        Configuration read =
                good(
                        Map.of("N", "7"),
                        "node: {name: '${env:N}-${env:N}'}\nlimits:\n  timersMax: ${env:N}\n"
                                + "  listenersMax: '${env:N}'\n");
        assertEquals("7-7", read.nodeName());
        assertEquals(7, read.limits().timersMax());
        assertEquals(7, read.limits().listenersMax());
    }

    @Test
    void a_missing_variable() {
        assertMistake("limits: {}\nnode:\n  name: n-${env:POD}\n", 3, "", "\"POD\" is not set");
    }

    @Test
    void an_unknown_key_suggests_the_nearest() {
        assertMistake("node:\n  nmae: x\n", 2, "", "unknown key \"node.nmae\"", "mean \"name\"?");
        assertMistake("limit: {}\n", 1, "", "unknown key \"limit\"", "mean \"limits\"?");
        assertMistake("x: 1\n", 1, "", "known are limits, log, node, override, security, shutdown");
    }

    @Test
    void a_node_can_be_named_and_found_like_its_machine() throws Exception {
        InetAddress own = InetAddress.getLocalHost();
        Configuration read =
                good(
                        Map.of("MOONLET_NODE_NAME", "@host", "MOONLET_LISTEN", ":25520"),
                        "node: {seeds: ['node1:25520']}\n");
        assertEquals(own.getHostName().split("\\.")[0], read.nodeName());
        assertEquals(own.getHostAddress() + ":25520", read.cluster().listen().toString());
    }

    @Test
    void others_can_be_found_by_dns_at_the_port_of_the_admin_api() {
        String yaml =
                "node: {listen: '127.0.0.1:0', admin: '0.0.0.0:7070', discovery: {dns: n.test,"
                        + " contact_points: 2}}\n";
        Endpoint self = new Endpoint("127.0.0.1", 7070);
        assertEquals(
                new Discovery("n.test", 2, self, false),
                good(Map.of(), yaml).cluster().discovery());
        Map<String, String> outside =
                Map.of("MOONLET_DISCOVERY_DNS", "other", "MOONLET_CONTACT_POINTS", "3");
        assertEquals(
                new Discovery("other", 3, self, false), good(outside, yaml).cluster().discovery());
    }

    @Test
    void they_are_asked_by_tls_where_the_admin_api_is_encrypted() {
        String yaml =
                "node: {listen: 'a:0', admin: '0.0.0.0:7070', admin_tls: true, tls: {certificate: a,"
                        + " key: b, ca: c}, discovery: {dns: n.test, contact_points: 2}}\n";
        assertTrue(good(Map.of(), yaml).cluster().discovery().encrypted());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "discovery: {dns: n}, listen: 'a:1', admin: 'a:2'           | give contact_points",
                "discovery: {contact_points: 3}, listen: 'a:1', admin: 'a:2' | needs dns",
                "discovery: {dns: n, contact_points: 3}, admin: 'a:2'       | give node.listen",
                "discovery: {dns: n, contact_points: 3}, listen: 'a:1'      | give node.admin",
                "discovery: {dns: n, contact_points: 3}, listen: 'a:1', admin: off    | with the port",
                "discovery: {dns: n, contact_points: 3}, listen: 'a:1', admin: 'a:0'  | with the port",
                "discovery: {dns: n, contact_points: 3}, listen: 'a:1', admin: 'a:2', seeds: ['b:1']"
                        + " | not by both",
                "discovery: {dns: 'n/1', contact_points: 3}, listen: 'a:1', admin: 'a:2' | \"n/1\"",
                "discovery: {dns: n, contact_points: 0}, listen: 'a:1', admin: 'a:2'  | from 1 to 100",
                "discovery: {name: n}                                       | node.discovery.name",
            })
    void what_does_not_fit_to_a_discovery_by_dns(String node, String mistake) {
        Problem problem = read(Map.of(), "node: {" + node + "}\n").problems().getFirst();
        assertTrue(problem.toString().contains(mistake), problem::toString);
    }

    @Test
    void the_number_of_contact_points_is_one_in_the_environment_too() {
        Problem problem = read(Map.of("MOONLET_CONTACT_POINTS", "all"), "").problems().getFirst();
        assertEquals(
                "environment variable MOONLET_CONTACT_POINTS: node.discovery: contact_points is a"
                        + " whole number from 1 to 100, found \"all\"",
                problem.toString());
    }

    @Test
    void the_admin_api_can_be_elsewhere_or_off() {
        assertEquals(7070, good(Map.of(), "").admin().port());
        AdminSettings elsewhere = good(Map.of("MOONLET_ADMIN_LISTEN", "0.0.0.0:0"), "").admin();
        assertEquals(new AdminSettings("0.0.0.0", 0, true, null, null), elsewhere);
        assertEquals(null, good(Map.of(), "node: {admin: off}\n").admin());
        assertMistake("node: {admin: '7070'}\n", 1, "", "node.admin is HOST:PORT", "\"7070\"");
    }

    @Test
    void a_node_name_that_no_pid_can_carry() {
        assertMistake("node: {name: a@b}\n", 1, "node.name", "A-Z", "\"a@b\"");
    }

    @Test
    void a_variable_of_the_environment_is_named_when_it_is_wrong() {
        Problem problem = read(Map.of("MOONLET_NODE_NAME", "a b"), "").problems().getFirst();
        assertEquals(
                "environment variable MOONLET_NODE_NAME: node.name: a node name is 1 to 63 of"
                        + " A-Z a-z 0-9 . _ -, or @host, found \"a b\"",
                problem.toString());
    }

    @Test
    void a_variable_that_is_nearly_one_of_moonlets_is_a_mistake_and_others_are_not() {
        Map<String, String> nearly = Map.of("MOONLET_SEED", "a:1", "MOONLET_SPREAD", "true");
        assertEquals(
                List.of(
                        "environment variable MOONLET_SEED: unknown; did you mean"
                                + " \"MOONLET_SEEDS\"?"),
                read(nearly, "").problems().stream().map(Problem::toString).toList());
        good(Map.of("MOONLET_PORT", "tcp://10.0.0.1:7070", "MOONLET_APP", "x", "SEED", "x"), "");
    }

    @Test
    void a_timeout_without_unit() {
        assertMistake("shutdown: {timeout: '30'}\n", 1, "shutdown.timeout", "30s", "\"30\"");
    }

    @Test
    void a_timeout_that_is_a_number() {
        assertMistake("shutdown: {timeout: 30}\n", 1, "", "shutdown.timeout must be text", "30");
    }

    @Test
    void an_unknown_limit_suggests_the_nearest() {
        assertMistake("limits:\n  timerMax: 1\n", 2, "", "\"timerMax\"", "mean \"timersMax\"?");
    }

    @Test
    void a_tab() {
        assertMistake("node:\n\tname: x\n", 2, "", "a tab indents this line");
    }

    @Test
    void a_file_that_is_no_map() {
        assertMistake("- a\n", 1, "", "is a map such as", "found a list");
    }

    @Test
    void a_second_document() {
        assertMistake("node: {}\n---\nnode: {}\n", 3, "", "one document");
    }

    @Test
    void a_given_file_that_is_missing() {
        Path file = root.resolve("other.yaml");
        Configured read = new ConfigurationReader(Map.of(), LoadLimits.DEFAULTS).readFile(file);
        AppFolder.assertProblem(read.problems().getFirst(), file.toString(), 0, "", "no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "s", "-1s", "1d", "1s ", "99999999999h"})
    void a_shutdown_timeout_that_is_no_duration(String wrong) {
        assertMistake(
                "shutdown: {timeout: '" + wrong + "'}\n", 1, "shutdown.timeout", "30s", wrong);
    }
}
