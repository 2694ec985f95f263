package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import moonlet.node.Node;
import moonlet.node.admin.AdminServer;
import moonlet.node.admin.AdminSettings;
import moonlet.node.app.Setting;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** The commands that ask a running cluster: two nodes, and the admin API of the first. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminCommandsTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final CountDownLatch left = new CountDownLatch(1);
    private Node node1;
    private Node node2;
    private Path token;
    private String place;

    @BeforeAll
    void two_nodes(@TempDir Path folder) throws Exception {
        node1 = member("node1", null);
        node2 = member("node2", node1.address());
        node1.awaitOthers(1, Duration.ofSeconds(20));
        token = folder.resolve("made").resolve("token");
        place = admin(node1, new AdminSettings("127.0.0.1", 0, true, token, null));
        admin(node2, new AdminSettings("127.0.0.1", 0, true, token, null));
    }

    @AfterAll
    void stop() {
        node2.abandon();
        node1.abandon();
    }

    @Test
    void nodes_and_hosts_of_the_cluster_are_listed() {
        Shell.Seen nodes = run("nodes");
        assertEquals(0, nodes.exitCode(), nodes.err());
        assertTrue(nodes.out().startsWith("NAME   ADDRESS"), nodes.out());
        assertTrue(nodes.out().contains("node2"), nodes.out());
        assertEquals(2, json("hosts", "-o", "json").valueStream().count() / hostsOfOne());
    }

    @Test
    void spawn_prints_nothing_but_the_pid_so_that_shells_can_take_it() {
        String pid = run("spawn", "c:echo", "c:processes").out().strip();
        assertTrue(pid.startsWith("{"), pid);
        assertEquals(0, run("kill", pid).exitCode());
    }

    @Test
    void a_process_of_another_node_is_started_found_told_something_and_ended() {
        String pid =
                json("spawn", "c:echo", "node2@c:processes", "-o", "json").get("pid").asString();
        assertTrue(pid.startsWith("{node2@c:processes|"), pid);
        assertTrue(run("ps", "--entry", "c:echo").out().contains(pid));
        assertTrue(run("ps").out().contains(" MEMORY (bytes) "));
        assertTrue(run("ps", "--node", "node2").out().contains(pid));
        assertFalse(run("ps", "--node", "node1").out().contains(pid));
        JsonNode info = json("info", pid, "-o", "json");
        assertEquals("c:echo", info.get("entry").asString());
        await(
                "it waits",
                () -> "waiting".equals(json("info", pid, "-o", "json").get("state").asString()));
        assertTrue(
                json("info", pid, "-o", "json")
                        .get("line")
                        .asString()
                        .startsWith("processes.lua:"));
        assertEquals(0, run("send", pid, "stop", "1", "{\"a\": [1, null]}").exitCode());
        await("it has ended", () -> run("info", pid).exitCode() == 1);
        assertEquals("error: NotFound: process not found\n", run("info", pid).err());
    }

    @Test
    void processes_that_may_run_anywhere_are_spread_over_the_nodes() {
        Map<String, Long> nodes =
                IntStream.range(0, 30)
                        .mapToObj(_ -> run("spawn", "c:sleeper", "*@c:processes").out())
                        .collect(groupingBy(pid -> pid.split("@")[0], counting()));
        assertEquals(Set.of("{node1", "{node2"), nodes.keySet());
        assertTrue(nodes.values().stream().allMatch(count -> count >= 5), nodes::toString);
    }

    @Test
    void a_process_is_found_by_its_name_and_killed() {
        JsonNode told = json("spawn", "c:sleeper", "c:processes", "-o", "json").get("pid");
        String name = "\"admin test\"";
        json("spawn", "c:named", "node2@c:processes", name, told.toString(), "-o", "json");
        await("its name is known", () -> run("names", "admin").out().contains("admin test"));
        JsonNode info = json("info", "admin test", "-o", "json");
        assertEquals("admin test", info.get("names").get(0).asString());
        assertEquals(0, run("kill", "admin test").exitCode());
        await("its name is free", () -> !run("names").out().contains("admin test"));
        assertEquals(
                "error: NotFound: a process is named by its PID or a registered name; nobody has the"
                        + " name \"admin test\"\n",
                run("cancel", "admin test").err());
    }

    @Test
    void what_is_wrong_is_told_by_the_node() {
        assertEquals(
                "error: NotFound: node not found: \"node9\"; did you mean \"node1\"?; nodes of the"
                        + " cluster: node1, node2\n",
                run("spawn", "c:echo", "node9@c:processes").err());
        assertTrue(run("spawn", "c:nothing", "c:processes").err().contains("factory not found"));
        assertTrue(run("ps", "--sort", "size").err().contains("sort is one of mailbox, "));
        assertTrue(run("ps", "--limit", "0").err().contains("limit is a number from 1 to 500"));
        String nonsense = run("info", "{nonsense").err();
        assertTrue(nonsense.startsWith("error: Invalid: "), nonsense);
        assertEquals(2, run("send", "a", "b", "not json").exitCode());
    }

    @Test
    void programs_get_errors_as_json_too() {
        JsonNode wrong = JSON.readTree(run("info", "nobody", "-o", "json").err()).get("error");
        assertEquals("NotFound", wrong.get("kind").asString());
        assertTrue(wrong.get("message").asString().startsWith("a process is named by"));
        Shell.Seen silent = runAt("127.0.0.1:1", token, "nodes", "-o", "json");
        assertEquals(3, silent.exitCode());
        assertTrue(silent.err().startsWith("{\"error\":{\"kind\":\"Unavailable\""), silent.err());
    }

    @Test
    void a_list_that_is_shown_again_and_again_is_a_line_each_for_programs() {
        StringWriter out = new StringWriter();
        PrintWriter unused = new PrintWriter(Writer.nullWriter());
        String[] args = {"ps", "-w", "-o", "json", "--admin", place};
        Thread watch =
                Thread.startVirtualThread(
                        () -> MoonletCommand.execute(args, Map.of(), new PrintWriter(out), unused));
        await("two lists", () -> out.toString().lines().count() >= 2);
        watch.interrupt();
        out.toString().lines().forEach(line -> assertTrue(JSON.readTree(line).isArray(), line));
    }

    @Test
    void nothing_is_changed_without_the_token() throws Exception {
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(token)));
        assertEquals(401, http("POST", "spawn", "{}", null).statusCode());
        assertEquals(401, http("POST", "leave", "{}", null).statusCode());
        HttpResponse<String> wrong = http("POST", "leave", "{}", "Bearer nonsense");
        assertEquals(403, wrong.statusCode());
        assertTrue(wrong.body().contains("that is not the token of this node"), wrong.body());
        assertEquals(200, http("GET", "nodes", null, null).statusCode());
        assertEquals(1, left.getCount());
    }

    @Test
    void no_node_at_the_place_is_exit_code_3() {
        Shell.Seen seen = runAt("127.0.0.1:1", token, "nodes");
        assertEquals(3, seen.exitCode());
        assertTrue(
                seen.err().startsWith("error: Unavailable: no node answers at 127.0.0.1:1"),
                seen.err());
    }

    @Test
    void probes_and_metrics_need_no_token() throws Exception {
        assertEquals("alive\n", http("GET", "alive", null, null).body());
        assertEquals("true\n", http("GET", "ready", null, null).body());
        String metrics = http("GET", "metrics", null, null).body();
        assertTrue(metrics.contains("moonlet_cluster_nodes{node=\"node1\"} 2.0"), metrics);
        assertTrue(
                metrics.contains("moonlet_link_frames_total{node=\"node1\",peer=\"node2\"}"),
                metrics);
        assertTrue(
                metrics.contains("moonlet_processes{host=\"c:processes\",node=\"node1\"}"),
                metrics);
        assertTrue(metrics.contains("jvm_memory_used_bytes"), metrics);
    }

    @Test
    void unknown_paths_and_methods_are_errors_with_a_text() throws Exception {
        HttpResponse<String> nonsense = http("GET", "nonsense", null, null);
        assertEquals(404, nonsense.statusCode());
        assertTrue(nonsense.body().contains("GET /openapi.json lists"), nonsense.body());
        assertEquals(404, http("GET", "", null, null).statusCode());
        assertEquals(400, http("DELETE", "nodes", null, null).statusCode());
        String bearer = "Bearer " + Files.readString(token).strip();
        HttpResponse<String> noJson = http("POST", "send", "{", bearer);
        assertEquals(400, noJson.statusCode());
        assertTrue(noJson.body().contains("not JSON"), noJson.body());
    }

    @Test
    void what_a_path_does_not_take_is_named() throws Exception {
        String bearer = "Bearer " + Files.readString(token).strip();
        assertRefused(
                http("GET", "processes?limt=3", null, null),
                "unknown parameter \"limt\"; did you mean \"limit\"?");
        assertRefused(
                http("GET", "events?type=node", null, null),
                "unknown parameter \"type\"; known are topics");
        assertRefused(
                http("POST", "drain", "{\"nod\": \"node2\"}", bearer),
                "unknown field \"nod\"; did you mean \"node\"?");
        assertRefused(
                http("POST", "drain?node=node2", "{}", bearer),
                "a POST takes no parameters, but fields of its body, which is JSON: node, timeout");
    }

    private static void assertRefused(HttpResponse<String> answer, String why) {
        assertEquals(400, answer.statusCode());
        assertEquals(why, JSON.readTree(answer.body()).at("/error/message").asString());
    }

    @Test
    void a_head_is_answered_as_a_get() throws Exception {
        assertEquals(200, http("HEAD", "nodes", null, null).statusCode());
        assertEquals(404, http("HEAD", "nonsense", null, null).statusCode());
    }

    @Test
    void a_field_that_is_missing_is_named() throws Exception {
        String bearer = "Bearer " + Files.readString(token).strip();
        Map.of("spawn", "host", "send", "to", "cancel", "to", "kill", "to", "down", "node")
                .forEach((path, field) -> assertMissing(path, field, bearer));
    }

    private void assertMissing(String path, String field, String bearer) {
        HttpResponse<String> answer = assertDoesNotThrow(() -> http("POST", path, "{}", bearer));
        assertEquals(400, answer.statusCode(), path);
        assertTrue(answer.body().contains(field + " is missing, or no text"), answer.body());
    }

    @Test
    void a_body_that_is_too_long_is_told_so_and_not_read_of_who_may_not() throws Exception {
        String bearer = "Bearer " + Files.readString(token).strip();
        String body = " ".repeat((8 << 20) + 1);
        for (int i = 0; i < 50; i++) { // one of thirty met a closed connection once
            HttpResponse<String> answer = http("POST", "send", body, bearer);
            assertEquals(400, answer.statusCode());
            assertTrue(answer.body().contains("at most 8388608 bytes"), answer.body());
            assertEquals(403, http("POST", "send", body, "Bearer wrong").statusCode());
            assertEquals(401, http("POST", "send", body, null).statusCode());
        }
        try (Socket socket = new Socket("127.0.0.1", Integer.parseInt(place.split(":")[1]))) {
            assertEquals("HTTP/1.1 401 Unauthorized", answerBeforeTheBody(socket, "POST /send"));
        }
    }

    @Test
    void a_body_without_a_length_is_told_so_too_and_a_get_has_none() throws Exception {
        byte[] body = new byte[(8 << 20) + 1];
        HttpRequest endless =
                HttpRequest.newBuilder(URI.create("http://" + place + "/send"))
                        .header("Authorization", "Bearer " + Files.readString(token).strip())
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(endless, BodyHandlers.ofString());
            assertEquals(400, answer.statusCode(), answer.body());
        }
        try (Socket socket = new Socket("127.0.0.1", Integer.parseInt(place.split(":")[1]))) {
            assertEquals("HTTP/1.1 400 Bad Request", answerBeforeTheBody(socket, "GET /alive"));
        }
    }

    private static String answerBeforeTheBody(Socket socket, String line) throws IOException {
        socket.setSoTimeout(3_000); // less than a body may take
        String request = line + " HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return new BufferedReader(new InputStreamReader(socket.getInputStream())).readLine();
    }

    @Test
    void a_node_leaves_when_it_is_told_to() throws Exception {
        assertEquals(0, run("cluster", "leave").exitCode());
        assertTrue(left.await(10, TimeUnit.SECONDS));
    }

    /** A node of the application of these tests, without an admin API. */
    static Node member(String name, String seed) throws Exception {
        Map<Setting, String> flags =
                seed == null
                        ? Map.of(Setting.NODE_NAME, name, Setting.LISTEN, "127.0.0.1:0")
                        : Map.of(
                                Setting.NODE_NAME,
                                name,
                                Setting.LISTEN,
                                "127.0.0.1:0",
                                Setting.SEEDS,
                                seed);
        Path app = Path.of(AdminCommandsTest.class.getResource("/cluster").toURI());
        return Workspace.read(app, null, Map.of(), flags).impatient().start();
    }

    private String admin(Node node, AdminSettings settings) {
        return AdminServer.start(node, node.system(), settings, left::countDown);
    }

    private long hostsOfOne() {
        return node1.inspection().hosts().size();
    }

    private JsonNode json(String... args) {
        Shell.Seen seen = run(args);
        assertEquals(0, seen.exitCode(), seen.err());
        return JSON.readTree(seen.out());
    }

    private Shell.Seen run(String... args) {
        return runAt(place, token, args);
    }

    /** Runs a command that asks this node. */
    static Shell.Seen runAt(String admin, Path token, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Map<String, String> environment =
                Map.of("MOONLET_ADMIN", admin, "MOONLET_ADMIN_TOKEN_FILE", token.toString());
        int exitCode =
                MoonletCommand.execute(
                        args, environment, new PrintWriter(out), new PrintWriter(err));
        assertNotEquals(70, exitCode, () -> Arrays.toString(args) + err);
        return new Shell.Seen(exitCode, out.toString(), err.toString());
    }

    private HttpResponse<String> http(String method, String path, String body, String authorization)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://" + place + "/" + path))
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "did not happen within 10 s: " + what);
        }
    }
}
