package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What needs a JVM of its own: signals, exit codes, and which stream gets what. */
class RealProcessTest {
    private static final String SERVICE =
            "  - {name: service, kind: process.service, process: \"app:main\","
                    + " host: \"app:processes\", lifecycle: {auto_start: true}}\n";

    @TempDir private Path folder;
    private Shell shell;

    @BeforeEach
    void one_host() {
        shell = new Shell(folder).yaml(Shell.HOST);
    }

    @Test
    void sigterm_cancels_the_processes_and_is_no_failure() throws Exception {
        shell.process("main", "print('saw', process.events():receive().kind)").yaml(SERVICE);
        try (Jvm jvm = Jvm.start("run", shell.written())) {
            jvm.awaitErr("node up");
            jvm.terminate();
            jvm.awaitErr("saw pid.cancel");
            assertEquals(0, jvm.awaitExit());
            assertEquals("", jvm.out());
        }
    }

    @Test
    void a_process_that_ignores_cancel_is_killed_after_the_shutdown_timeout() throws Exception {
        shell.process("main", "while true do process.events():receive() print('so what') end");
        shell.yaml(SERVICE).file("moonlet.yaml", "shutdown: {timeout: 100ms}\n");
        try (Jvm jvm = Jvm.start("run", shell.written())) {
            jvm.awaitErr("node up");
            jvm.terminate();
            jvm.awaitErr("are killed node=local processes=1 timeoutMillis=100");
            jvm.awaitErr("so what");
            jvm.awaitErr("processes did not end in time and are killed");
            assertEquals(0, jvm.awaitExit());
        }
    }

    @Test
    void the_first_signal_after_a_drain_by_the_api_ends_the_node_at_once() throws Exception {
        String token = folder.resolve("token").toString();
        shell.process("main", "while true do process.events():receive() end").yaml(SERVICE);
        shell.file(
                "moonlet.yaml",
                "shutdown: {timeout: 1h}\nnode: {admin: '127.0.0.1:0', admin_token_file: '"
                        + token
                        + "'}\n");
        try (Jvm jvm = Jvm.start("run", shell.written())) {
            jvm.awaitErr("node up");
            String admin = jvm.err().getLast().replaceAll(".* admin=(\\S+).*", "$1");
            MoonletCommand.execute( // that it drains is waited for below, however late the answer
                    new String[] {"cluster", "leave"},
                    Map.of("MOONLET_ADMIN", admin, "MOONLET_ADMIN_TOKEN_FILE", token),
                    new PrintWriter(Writer.nullWriter()),
                    new PrintWriter(Writer.nullWriter()));
            jvm.awaitErr("are killed node=local processes=1");
            jvm.terminate();
            assertEquals(130, jvm.awaitExit());
        }
    }

    @Test
    void a_service_that_cannot_start_ends_the_node_with_an_error() throws Exception {
        shell.process("main", "").yaml(SERVICE).file("main.lua", "error('top')\n");
        try (Jvm jvm = Jvm.start("run", shell.written())) {
            assertEquals(1, jvm.awaitExit());
            assertEquals(
                    "error: Internal: service app:service: failed to execute script:"
                            + " main.lua:1: top",
                    firstError(jvm));
        }
    }

    @Test
    void a_service_that_never_comes_up_ends_the_node_with_an_error() throws Exception {
        String patient = SERVICE.replace("true}", "true, start_timeout: 300ms}");
        shell.process("main", "").yaml(patient).file("main.lua", "while true do end\n");
        try (Jvm jvm = Jvm.start("run", shell.written())) {
            assertEquals(1, jvm.awaitExit());
            assertEquals(
                    "error: Timeout: service app:service: its top level did not come to its end"
                            + " within 300 ms (lifecycle.start_timeout)",
                    firstError(jvm));
        }
    }

    @Test
    void cluster_up_ends_with_an_error_where_a_node_cannot_start() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Jvm jvm = clusterUp(taken.getLocalPort())) {
            assertEquals(1, jvm.awaitExit());
            assertEquals("error: Unavailable: node1 ended with exit code 1", firstError(jvm));
        }
    }

    @Test
    void nodes_of_cluster_up_log_more_with_v() throws Exception {
        shell.process("main", "process.events():receive()").yaml(SERVICE);
        try (Jvm jvm = Jvm.start("cluster", "up", shell.written(), "--nodes", "1", "-v")) {
            jvm.awaitErr("state=Starting");
        }
    }

    @Test
    void a_node_that_nobody_takes_says_so_and_for_how_long_it_still_asks() throws Exception {
        String seed = "127.0.0.1:1";
        try (Jvm jvm =
                Jvm.start("run", shell.written(), "--listen", "127.0.0.1:0", "--seed", seed)) {
            jvm.awaitErr("asks for a cluster to join seeds=[127.0.0.1:1] seconds=60");
            jvm.awaitErr("no node has taken this one yet; it asks on seconds=");
            String seconds = jvm.err().getLast().replaceAll(".*seconds=", "");
            assertTrue(Integer.parseInt(seconds) <= 55, seconds);
        }
    }

    private Jvm clusterUp(int port) throws IOException {
        return Jvm.start("cluster", "up", shell.written(), "--nodes", "1", "--port", "" + port);
    }

    private static String firstError(Jvm jvm) {
        return jvm.err().stream()
                .filter(line -> line.startsWith("error: "))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void exec_ends_at_a_signal_even_in_an_endless_loop_at_the_top_level() throws Exception {
        shell.process("main", "").file("main.lua", "print('on') while true do end\n");
        try (Jvm jvm = Jvm.start("exec", shell.written(), "app:main", "-v")) {
            jvm.awaitErr("on");
            jvm.terminate();
            assertEquals(143, jvm.awaitExit());
        }
    }

    @Test
    void code_that_is_saved_under_watch_runs_at_once_where_a_process_wants_it() throws Exception {
        String code =
                "process.set_options({upgradable = true}) print('version', %s)"
                        + " process.events():receive() process.upgrade(nil)";
        shell.process("main", code.formatted("'one'")).yaml(SERVICE);
        try (Jvm jvm = Jvm.start("run", shell.written(), "--watch")) {
            jvm.awaitErr("node up");
            shell.file("main.lua", "return {main = function( end}\n");
            jvm.awaitErr("error: main.lua:1: app:main: ");
            jvm.awaitErr("1 mistake; the node goes on with the code that it has");
            String second = "return {main = function() " + code.formatted("'two'") + " end}\n";
            shell.file("main.lua", second);
            jvm.awaitErr("code reloaded node=local changed=[app:main]");
            jvm.awaitErr("version two");
            jvm.terminate();
            assertEquals(0, jvm.awaitExit());
            assertTrue(jvm.err().stream().anyMatch(line -> line.contains("version one")));
        }
    }

    @Test
    void without_services_the_node_is_up_and_stays() throws Exception {
        try (Jvm jvm = Jvm.start("run", shell.written())) {
            jvm.awaitErr("node up; Ctrl-C ends it node=local services=0");
            jvm.terminate();
            assertEquals(0, jvm.awaitExit());
        }
    }

    @Test
    void every_line_of_a_json_log_is_an_object_that_names_the_node() throws Exception {
        shell.process("main", "print('hello')\nprocess.events():receive()").yaml(SERVICE);
        try (Jvm jvm = Jvm.start("run", shell.written(), "--log-format", "json", "--name", "n1")) {
            jvm.awaitErr("node up");
            jvm.terminate();
            assertEquals(0, jvm.awaitExit());
            for (String line : jvm.err()) {
                assertEquals("n1", JsonMapper.shared().readTree(line).get("node").asString(), line);
            }
        }
    }

    @Test
    void results_go_to_standard_output_and_what_is_printed_to_standard_error() throws Exception {
        shell.process("main", "print('ü\\n00:00:00 forged \\27[31m') return 'ü'");
        try (Jvm jvm = Jvm.start("exec", shell.written(), "app:main", "-v")) {
            assertEquals(0, jvm.awaitExit());
            assertEquals("\"ü\"\n", jvm.out());
            assertEquals(1, jvm.err().size(), jvm.err().toString());
            assertTrue(
                    jvm.err()
                            .getFirst()
                            .matches(
                                    ".* INFO  process - ü\\\\n00:00:00 forged \\\\u001b\\[31m"
                                            + " pid=\\{local@app:processes\\|[0-9a-f]+\\.1}"
                                            + " entry=app:main"),
                    jvm.err().toString());
        }
    }

    @Test
    void verbose_tells_why_a_process_ended() throws Exception {
        shell.process("main", "error('boom', 0)");
        try (Jvm jvm = Jvm.start("exec", shell.written(), "app:main", "-v")) {
            jvm.awaitErr("process failed pid={local@app:processes|");
            jvm.awaitErr("error: Internal: boom");
            assertEquals(1, jvm.awaitExit());
        }
    }

    @Test
    void who_comes_too_late_for_a_name_has_failed_nowhere() throws Exception {
        shell.file("slow.lua", "for _ = 1, 3000000 do end return {main = function() end}")
                .yaml(
                        "  - {name: slow, kind: process.lua, source: file://slow.lua, method: main}\n")
                .process(
                        "racer",
                        "process.with_context({}):with_name('one'):spawn('app:slow',"
                                + " 'app:processes')")
                .process(
                        "main",
                        "for _ = 1, 4 do process.spawn_monitored('app:racer', 'app:processes') end"
                                + " for _ = 1, 4 do process.events():receive() end");
        try (Jvm jvm = Jvm.start("exec", shell.written(), "app:main")) {
            assertEquals(0, jvm.awaitExit());
            assertEquals(List.of(), jvm.err());
        }
    }

    @Test
    void a_failure_that_no_monitor_hears_of_is_in_the_log_and_no_other() throws Exception {
        shell.process("alone", "error('lost', 0)")
                .process("watched", "error('told', 0)")
                .process(
                        "main",
                        "process.spawn('app:alone', 'app:processes')"
                                + " process.spawn_monitored('app:watched', 'app:processes')"
                                + " return process.events():receive().result.error");
        try (Jvm jvm = Jvm.start("exec", shell.written(), "app:main")) {
            jvm.awaitErr("process failed pid={local@app:processes|");
            assertTrue(jvm.err().getLast().contains("WARN"), jvm.err().toString());
            assertTrue(
                    jvm.err().getLast().endsWith("entry=app:alone error=Internal: lost"),
                    jvm.err().toString());
            assertEquals(0, jvm.awaitExit());
            assertEquals(1, jvm.err().size(), jvm.err().toString());
        }
    }

    @Test
    void who_follows_events_is_told_that_the_node_has_ended() throws Exception {
        shell.process("short", "")
                .entry(
                        "main",
                        "process.lua",
                        ", modules: [time]",
                        "while true do process.spawn('app:short', 'app:processes')"
                                + " time.sleep('20ms') end")
                .yaml(SERVICE);
        try (Jvm node = Jvm.start("run", shell.written(), "--admin", "127.0.0.1:0")) {
            node.awaitErr("node up");
            String admin = node.err().getLast().replaceAll(".* admin=(\\S+).*", "$1");
            try (Jvm events = Jvm.start("events", "--admin", admin, "--topic", "process")) {
                assertTrue(events.firstLine().contains("process_"));
                node.terminate();
                events.awaitErr("the node has ended");
                assertEquals(0, events.awaitExit());
            }
        }
    }
}
