package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.lua.process.Payloads;
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
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the admin API of a node of two says, against what is written about it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminApiTest {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SERVICE =
            "  - {name: service, kind: process.service, process: 'app:waits',"
                    + " host: 'app:processes', lifecycle: {auto_start: true}}\n"
                    + "  - {name: rest, kind: process.service, process: 'app:rests',"
                    + " host: 'app:processes', lifecycle: {auto_start: true}}\n";

    private static final String ENDLESS =
            "  - {name: endless, kind: process.lua, source: 'while true do end', method: main}\n";

    private final HttpClient client = HttpClient.newHttpClient();
    private String app;
    private Node node1;
    private Node node2;
    private String place;
    private String token;

    @BeforeAll
    void two_nodes(@TempDir Path folder) throws Exception {
        app =
                new Shell(folder)
                        .yaml(Shell.HOST)
                        .process(
                                "waits",
                                "process.registry.register('waits') process.events():receive()")
                        .process("returns", "")
                        .process("rests", "process.events():receive()")
                        .process("tells", "for _, to in ipairs(...) do process.send(to, 'a') end")
                        .process(
                                "upgrades",
                                "local new = ... if not new then process.upgrade(nil, true) end"
                                        + " process.registry.register('upgraded')"
                                        + " process.events():receive()")
                        .process("fails", "return nil, string.rep('x', 4000)")
                        .yaml(SERVICE + ENDLESS)
                        .written();
        node1 = start(app, "node1", null);
        node2 = start(app, "node2", node1.address());
        node1.awaitOthers(1, Duration.ofSeconds(20));
        Path file = folder.resolve("made").resolve("token");
        AdminSettings settings = new AdminSettings("127.0.0.1", 0, true, file, null);
        place = AdminServer.start(node1, node1.system(), settings, () -> {});
        AdminServer.start(node2, node2.system(), settings, () -> {});
        token = Files.readString(file).strip();
    }

    @AfterAll
    void stop() {
        client.close();
        node2.abandon();
        node1.abandon();
    }

    @Test
    void answers_are_as_the_document_says() throws Exception {
        ApiSchema schema = new ApiSchema(JSON.readTree(get("openapi.json")));
        for (String path : List.of("nodes", "cluster", "hosts", "services", "names", "processes")) {
            JsonNode answer = JSON.readTree(get(path));
            assertTrue(!answer.isEmpty(), path);
            schema.check("get", "/" + path, answer);
        }
        schema.check("get", "/processes/{process}", JSON.readTree(get("processes/waits")));
        JsonNode started =
                post("spawn", Map.of("entry", "app:waits", "host", "node2@app:processes"));
        schema.check("post", "/spawn", started);
        String pid = started.get("pid").asString();
        schema.check("post", "/send", post("send", Map.of("to", pid, "topic", "a")));
        schema.check("post", "/cancel", post("cancel", Map.of("to", pid, "deadline", "1h")));
        String other =
                post("spawn", Map.of("entry", "app:waits", "host", "app:processes"))
                        .get("pid")
                        .asString();
        schema.check("post", "/kill", post("kill", Map.of("to", other)));
        schema.check("post", "/leave", post("leave", Map.of("node", "node2")));
    }

    @Test
    void a_process_without_a_host_is_refused() throws Exception {
        HttpResponse<String> answer = answerTo("spawn", Map.of("entry", "app:waits"));
        assertEquals(400, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("host is missing, or no text"), answer.body());
    }

    @Test
    void top_levels_without_end_are_ended_and_hold_up_nobody() throws Exception {
        Map<String, String> endless = Map.of("entry", "app:endless", "host", "app:processes");
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            answers.add(client.sendAsync(posted("spawn", endless), BodyHandlers.ofString()));
        }
        int meanwhile = 0;
        while (answers.stream().noneMatch(CompletableFuture::isDone)) {
            assertEquals("alive\n", get("alive"));
            meanwhile++;
        }
        assertTrue(meanwhile > 10, "answered " + meanwhile + " requests while they ran");
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            String text = answer.get(BOUND.toSeconds(), TimeUnit.SECONDS).body();
            assertTrue(text.contains("top level of app:endless had not ended after 2500 ms"), text);
        }
    }

    @Test
    void a_process_that_has_upgraded_itself_is_seen_as_before() throws Exception {
        JsonNode spawned = post("spawn", Map.of("entry", "app:upgrades", "host", "app:processes"));
        long end = System.nanoTime() + BOUND.toNanos();
        while (!get("names").contains("upgraded")) {
            assertTrue(System.nanoTime() < end, "it has no name within " + BOUND);
        }
        JsonNode seen = JSON.readTree(get("processes/upgraded"));
        assertEquals(spawned.get("pid"), seen.get("pid"));
        assertTrue(get("processes").contains(spawned.get("pid").asString()));
    }

    @Test
    void the_page_lists_every_metric_with_its_type_and_labels() throws Exception {
        Map<String, String> written = new TreeMap<>();
        rows(Files.readString(Checkout.root().resolve("deploy/metrics.md")))
                .forEach(
                        row -> written.put(row.group(1), row.group(2) + " " + names(row.group(3))));
        Map<String, String> said = Scrape.read(get("metrics")).described();
        said.forEach((name, what) -> assertEquals(what, written.get(name), name));
        Set<String> missing = new TreeSet<>(written.keySet());
        missing.removeAll(said.keySet());
        missing.removeIf(name -> name.startsWith("jvm_gc_pause_seconds")); // after the first one
        assertEquals(Set.of(), missing);
    }

    @Test
    void metrics_are_named_as_prometheus_wants_them() throws Exception {
        String text = get("metrics");
        assertEquals(Set.of(), Scrape.read(text).unconventional());
        assertEquals(
                Scrape.read(text).types().keySet(),
                Pattern.compile("(?m)^# HELP (\\S+) \\S")
                        .matcher(text)
                        .results()
                        .map(help -> help.group(1))
                        .collect(Collectors.toSet()));
    }

    @Test
    void the_dashboard_uses_only_metrics_and_labels_that_there_are() throws Exception {
        Scrape scrape = afterACollection();
        JsonNode dashboard =
                JSON.readTree(
                        Files.readString(Checkout.root().resolve("deploy/grafana/moonlet.json")));
        List<String> queries = dashboard.findValuesAsString("expr");
        assertTrue(queries.size() > 20, queries::toString);
        for (String query : queries) {
            scrape.requireAllOf(query);
        }
        for (JsonNode panel : dashboard.path("panels")) {
            PanelUnits.check(panel);
            for (JsonNode target : panel.path("targets")) {
                scrape.requireLabels(
                        target.path("expr").asString(), target.path("legendFormat").asString());
            }
        }
    }

    @Test
    void events_tell_of_processes_as_they_come_and_go() throws Exception {
        try (Stream<String> lines = events("topics=process")) {
            var each = lines.iterator();
            each.next(); // the first one says that it listens
            post("spawn", Map.of("entry", "app:returns", "host", "app:processes"));
            String started = awaitData(each, "process_started", "app:returns");
            JsonNode ended = JSON.readTree(awaitData(each, "process_ended", "app:returns"));
            assertEquals(JSON.readTree(started).get("pid"), ended.get("pid"));
            assertTrue(ended.get("error").isNull(), ended::toString);
        }
    }

    @Test
    void events_tell_of_nodes_and_services() throws Exception {
        try (Stream<String> lines = events("topics=node,service")) {
            var each = lines.iterator();
            each.next();
            Node node3 = start(app, "node3", node1.address());
            assertTrue(awaitData(each, "node_joined", "node3").contains(node3.address()));
            node3.close();
            awaitData(each, "node_gone", "node3");
            String pid = JSON.readTree(get("services?node=node1")).get(0).get("pid").asString();
            post("kill", Map.of("to", pid));
            String changed = awaitData(each, "service_changed", "Failed");
            assertEquals(pid, JSON.readTree(changed).get("pid").asString());
        }
    }

    @Test
    void messages_to_other_nodes_are_counted_apart() throws Exception {
        String here = started("node1@app:processes");
        String there = started("node2@app:processes");
        List<List<String>> arguments = List.of(List.of(here, there, there));
        String before = get("metrics");
        post(
                "spawn",
                Map.of("entry", "app:tells", "host", "app:processes", "arguments", arguments));
        awaitSent("local", sent(before, "local") + 1);
        awaitSent("remote", sent(before, "remote") + 2);
    }

    private String started(String host) throws Exception {
        return post("spawn", Map.of("entry", "app:rests", "host", host)).get("pid").asString();
    }

    private void awaitSent(String to, double count) throws Exception {
        long end = System.nanoTime() + BOUND.toNanos();
        while (sent(get("metrics"), to) != count) {
            assertTrue(System.nanoTime() < end, () -> "not " + count + " " + to);
        }
    }

    private static double sent(String metrics, String to) {
        String series = "moonlet_messages_sent_total{node=\"node1\",to=\"" + to + "\"} ";
        return Double.parseDouble(
                metrics.split(Pattern.quote(series), 2)[1].lines().findFirst().get());
    }

    @Test
    void who_reads_events_too_slowly_is_told_how_many_are_lost() throws Exception {
        String[] at = place.split(":");
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress(at[0], Integer.parseInt(at[1])));
            String request = "GET /events?topics=process HTTP/1.1\r\nHost: localhost\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream()));
            lines.readLine();
            for (int i = 0; i < 4_000; i++) { // with what they say more than sockets hold
                node1.exec("app:fails", "app:processes", Payloads.of(List.of()))
                        .ending()
                        .get(BOUND.toSeconds(), TimeUnit.SECONDS);
            }
            socket.setSoTimeout((int) BOUND.toMillis()); // a live stream is never silent for long
            long end = System.nanoTime() + BOUND.toNanos();
            String line = lines.readLine();
            while (line != null && !line.contains("event: lagged")) {
                assertTrue(System.nanoTime() < end, "not told within " + BOUND);
                line = lines.readLine();
            }
            assertTrue(lines.readLine().contains("\"lost\":"), line);
        }
    }

    @Test
    void a_wrong_topic_of_events_is_told() throws Exception {
        try (Stream<String> lines = events("topics=weather")) {
            assertTrue(
                    lines.toList()
                            .getFirst()
                            .contains("topics are node, process and service, with commas"));
        }
    }

    /** The JVM tells of its first pause a moment after it. */
    private Scrape afterACollection() throws Exception {
        System.gc();
        long deadline = System.nanoTime() + 10_000_000_000L;
        String text = get("metrics");
        while (!text.contains("jvm_gc_pause_seconds") && System.nanoTime() < deadline) {
            text = get("metrics");
        }
        return Scrape.read(text);
    }

    private static Node start(String app, String name, String seed) {
        Map<Setting, String> flags =
                new TreeMap<>(Map.of(Setting.NODE_NAME, name, Setting.LISTEN, "127.0.0.1:0"));
        if (seed != null) {
            flags.put(Setting.SEEDS, seed);
        }
        Node node =
                Workspace.read(Path.of(app), null, Map.of(), flags).impatient().startWithServices();
        assertEquals(List.of(), node.startServices());
        return node;
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(request(path).GET().build(), BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body();
    }

    private JsonNode post(String path, Map<String, ?> body) throws Exception {
        HttpResponse<String> answer = answerTo(path, body);
        assertEquals(200, answer.statusCode(), answer.body());
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> answerTo(String path, Map<String, ?> body) throws Exception {
        return client.send(posted(path, body), BodyHandlers.ofString());
    }

    private HttpRequest posted(String path, Map<String, ?> body) {
        return request(path)
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
    }

    private Stream<String> events(String query) throws Exception {
        return client.send(request("events?" + query).GET().build(), BodyHandlers.ofLines()).body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + place + "/" + path))
                .timeout(Duration.ofSeconds(30));
    }

    private static String awaitData(java.util.Iterator<String> lines, String name, String text) {
        long end = System.nanoTime() + BOUND.toNanos();
        while (System.nanoTime() < end) { // a live stream says something every 10 s
            if (lines.next().equals("event: " + name)) {
                String data = lines.next().substring("data: ".length());
                if (data.contains(text)) {
                    return data;
                }
            }
        }
        throw new AssertionError("no event " + name + " with " + text + " within " + BOUND);
    }

    private static Stream<MatchResult> rows(String page) {
        return Pattern.compile("(?m)^\\| `(\\w+)` \\| (\\w+) \\| [^|]+ \\| ([^|]*) \\|")
                .matcher(page)
                .results();
    }

    private static String names(String cell) {
        return Pattern.compile("\\w+")
                .matcher(cell)
                .results()
                .map(MatchResult::group)
                .sorted()
                .collect(Collectors.joining(" "));
    }
}
