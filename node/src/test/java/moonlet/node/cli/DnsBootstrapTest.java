package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.node.cluster.Authorities;
import moonlet.node.cluster.Certificates;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Nodes that know nothing of each other but a name of DNS: real JVMs, a DNS server for each. */
@Tag("machines")
class DnsBootstrapTest {
    private static final String NAME = "moonlet-nodes.test";
    private static final String APP =
            Path.of(DnsBootstrapTest.class.getResource("/cluster").getPath()).toString();
    private static final int COLD_STARTS = Integer.getInteger("cold.starts", 5);
    private static final int BOUND_SECONDS = 120; // of three JVMs that start at once
    private static final Set<String> ALL = Set.of("node1", "node2", "node3");
    private static final List<String> ADDRESSES = List.of("127.0.0.1", "127.0.0.2", "127.0.0.3");

    private HttpClient client = HttpClient.newHttpClient();
    private String scheme = "http://";
    private final List<DnsServer> servers = new ArrayList<>();
    private final List<Jvm> nodes = new ArrayList<>();
    private final Map<String, String> encryption = new HashMap<>();
    private int port;

    @TempDir private Path folder;

    @BeforeEach
    void dns() throws IOException {
        for (int i = 0; i < 3; i++) {
            servers.add(DnsServer.start(NAME));
        }
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
    }

    @AfterEach
    void stop() {
        end();
        servers.forEach(DnsServer::close);
        client.close();
    }

    @Test
    void three_nodes_that_start_cold_together_are_one_cluster_every_time() throws Exception {
        everybodySees(ADDRESSES);
        for (int round = 1; round <= COLD_STARTS; round++) {
            long begun = System.nanoTime();
            start(3);
            awaitOneCluster();
            System.out.printf(
                    "cold start %d: one cluster of three after %.1f s%n",
                    round, (System.nanoTime() - begun) / 1e9);
            end();
        }
    }

    @Test
    void a_node_that_starts_again_joins_the_cluster_that_is_there() throws Exception {
        everybodySees(ADDRESSES);
        start(3);
        awaitOneCluster();
        String others = starts(0) + starts(2);
        nodes.get(0).kill(); // the one that has begun it
        nodes.get(0).awaitExit();
        String before = starts(2);
        nodes.set(0, node(0, 3));
        awaitOneCluster();
        assertEquals(before, starts(2), others);
        assertTrue(nodes.get(1).isAlive() && nodes.get(2).isAlive());
    }

    @Test
    void answers_that_lack_a_node_begin_no_cluster_and_are_corrected_later() throws Exception {
        start(3);
        await("admin API", () -> status(0, "alive") == 200 && status(2, "alive") == 200);
        assertNoClusterBegins(); // there is no such name yet
        servers.get(0).answer(List.of("127.0.0.1"));
        servers.get(1).answer(List.of("127.0.0.2", "127.0.0.3"));
        servers.get(2).answer(List.of("127.0.0.3", "127.0.0.1"));
        assertNoClusterBegins();
        everybodySees(ADDRESSES);
        awaitOneCluster();
    }

    @Test
    void an_address_where_nobody_answers_begins_no_cluster() throws Exception {
        everybodySees(List.of("127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4"));
        start(3);
        await("admin API", () -> status(0, "alive") == 200 && status(2, "alive") == 200);
        assertNoClusterBegins();
        everybodySees(ADDRESSES);
        awaitOneCluster();
    }

    @Test
    void nodes_whose_admin_api_is_encrypted_ask_each_other_by_tls() throws Exception {
        encrypt();
        everybodySees(ADDRESSES);
        start(3);
        awaitOneCluster();
        nodes.forEach(
                node -> assertFalse(node.errByNow().toString().contains("of the same cluster")));
    }

    @Test
    void one_node_is_enough_where_it_is_to_be_the_only_one() throws Exception {
        servers.getFirst().answer(List.of("127.0.0.1"));
        nodes.add(node(0, 1));
        nodes.getFirst().awaitUp();
        assertEquals(Set.of("node1"), members(0));
    }

    private void encrypt() throws Exception {
        String names = "ip:" + String.join(",ip:", ADDRESSES);
        Certificates own = Certificates.named(folder.resolve("tls"), names);
        encryption.putAll(own.environment());
        encryption.put("MOONLET_ADMIN_TLS", "true");
        client.close();
        client =
                HttpClient.newBuilder()
                        .sslContext(Authorities.read(own.file("ca.crt")).client())
                        .build();
        scheme = "https://";
    }

    private void everybodySees(List<String> addresses) {
        servers.forEach(server -> server.answer(addresses));
    }

    /** Not while the name is looked up so often that the first of these answers is long used. */
    private void assertNoClusterBegins() throws Exception {
        for (DnsServer server : servers) {
            int before = server.asked();
            await("look-ups", () -> server.asked() >= before + 8);
        }
        for (int i = 0; i < nodes.size(); i++) {
            assertEquals(503, status(i, "ready"));
            assertEquals(503, status(i, "nodes"));
            JsonNode answer = new JsonMapper().readTree(get(i, "bootstrap/seed-nodes").body());
            assertTrue(answer.get("seedNodes").isEmpty(), answer.toString());
        }
    }

    private void awaitOneCluster() throws Exception {
        for (int i = 0; i < 3; i++) {
            int node = i;
            await("all three in node" + (i + 1), () -> ALL.equals(members(node)));
        }
        for (int i = 0; i < 3; i++) {
            int node = i;
            await("readiness", () -> status(node, "ready") == 200);
        }
    }

    private Set<String> members(int node) {
        Set<String> names = new TreeSet<>();
        HttpResponse<String> answer = get(node, "cluster");
        if (answer != null && answer.statusCode() == 200) {
            for (JsonNode member : new JsonMapper().readTree(answer.body())) {
                if (member.get("status").asString().equals("up")) {
                    names.add(member.get("name").asString());
                }
            }
        }
        return names;
    }

    /** The starts of node2 and node3, as a node sees them. */
    private String starts(int node) {
        StringBuilder starts = new StringBuilder();
        for (JsonNode member : new JsonMapper().readTree(get(node, "nodes").body())) {
            if (!member.get("name").asString().equals("node1")) {
                starts.append(member.get("name")).append(member.get("incarnation"));
            }
        }
        return starts.toString();
    }

    private int status(int node, String path) {
        HttpResponse<String> answer = get(node, path);
        return answer == null ? 0 : answer.statusCode();
    }

    /** Null while nobody answers. */
    private HttpResponse<String> get(int node, String path) {
        URI uri = URI.create(scheme + ADDRESSES.get(node) + ":" + port + "/" + path);
        try {
            String token = Files.readString(folder.resolve("token")).strip();
            HttpRequest request =
                    HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException notYet) {
            return null;
        } catch (InterruptedException end) {
            throw new IllegalStateException(end);
        }
    }

    private void start(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            nodes.add(node(i, count));
        }
    }

    private Jvm node(int i, int contactPoints) throws IOException {
        String dns = "-Dpekko.io.dns.async-dns.nameservers=" + servers.get(i).place();
        List<String> before = new ArrayList<>(List.of("env", "JAVA_TOOL_OPTIONS=" + dns));
        before.add("MOONLET_ADMIN_TOKEN_FILE=" + folder.resolve("token"));
        before.add("MOONLET_CONTACT_POINTS=" + contactPoints);
        encryption.forEach((variable, value) -> before.add(variable + "=" + value));
        return Jvm.start(
                before,
                "run",
                APP,
                "--name",
                "node" + (i + 1),
                "--listen",
                ADDRESSES.get(i) + ":0",
                "--admin",
                ADDRESSES.get(i) + ":" + port,
                "--discovery-dns",
                NAME);
    }

    private void end() {
        nodes.forEach(Jvm::close);
        for (Jvm node : nodes) {
            try {
                node.awaitExit();
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        }
        nodes.clear();
    }

    private void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
        while (!condition.getAsBoolean()) {
            assertTrue(
                    System.nanoTime() < deadline && nodes.stream().allMatch(Jvm::isAlive),
                    () -> "no " + what + ": " + nodes.stream().map(Jvm::errByNow).toList());
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
