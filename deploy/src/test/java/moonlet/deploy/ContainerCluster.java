package moonlet.deploy;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Nodes in containers of a network of their own, with the application {@code system}. What each of
 * them has said is kept in {@code target/container-logs}, in a folder for each cluster.
 */
final class ContainerCluster implements AutoCloseable {
    private static final String HOST = "system:processes";
    private static final Path LOGS = Path.of("target", "container-logs");
    private static final DateTimeFormatter FOLDER = DateTimeFormatter.ofPattern("HH-mm-ss.SSS");

    private final Network network;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    private final Map<String, NodeContainer> nodes = new LinkedHashMap<>();
    private final Path logs = LOGS.resolve(LocalTime.now().format(FOLDER));

    ContainerCluster() {
        assertTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "No Docker engine answers. Start one, or leave out the profile containers.");
        network = Network.newNetwork();
    }

    /** Three nodes that know each other. */
    static ContainerCluster ofThree() throws Exception {
        ContainerCluster cluster = new ContainerCluster();
        try {
            cluster.start("node1");
            cluster.start("node2");
            cluster.start("node3");
            cluster.awaitMembers("node1", "node2", "node3");
            return cluster;
        } catch (Exception | AssertionError failed) {
            cluster.close();
            throw failed;
        }
    }

    NodeContainer start(String name) {
        return start(NodeContainer.IMAGE, name, UnaryOperator.identity());
    }

    /** Starts a container with a node; the one of this name before it has to be closed. */
    NodeContainer start(String image, String name, UnaryOperator<NodeContainer> changes) {
        NodeContainer node = changes.apply(new NodeContainer(image, name, network, http));
        nodes.put(name, node);
        node.start();
        return node;
    }

    NodeContainer node(String name) {
        return nodes.get(name);
    }

    /** Waits until each of these nodes is ready and connected with exactly the others. */
    void awaitMembers(String... names) throws Exception {
        Set<String> wanted = new TreeSet<>(List.of(names));
        for (String name : names) {
            Await.until(() -> connected(name).equals(wanted), () -> name + " sees " + seen(name));
        }
    }

    /** When this start of a node began, as one of the others sees it: Unix time in milliseconds. */
    long startOf(String node, String seenBy) throws Exception {
        for (JsonNode one : node(seenBy).admin().get("/nodes")) {
            if (one.get("name").asString().equals(node)) {
                return one.get("startedAtMillis").asLong();
            }
        }
        return 0;
    }

    /**
     * Starts a process on a node, by another one; returns its PID. Asks again where the answer is
     * an error, as of a node that is up but slow as yet.
     */
    String spawn(String by, String entry, String on, Object... arguments) throws Exception {
        Map<String, ?> body =
                Map.of("entry", entry, "host", on + "@" + HOST, "arguments", arguments);
        String[] pid = new String[1];
        Await.until(
                () -> {
                    pid[0] = node(by).admin().post("/spawn", body).get("pid").asString();
                    return true;
                },
                () -> by + " cannot start " + entry + " on " + on);
        return pid[0];
    }

    /** Starts a process on node1 that watches another one's end. */
    void watch(String pid) throws Exception {
        spawn("node1", "system:watcher", "node1", pid);
        node("node1").awaitLog("watches \\Q" + pid + "\\E");
    }

    /** Waits until node1's watcher has had the EXIT; returns when, in Unix milliseconds. */
    long awaitExitOf(String pid) throws Exception {
        return Long.parseLong(
                node("node1").awaitLog("exit at (\\d+) of \\Q" + pid + "\\E").group(1));
    }

    boolean hasExitOf(String pid) throws Exception {
        return node("node1").log(false).matches("(?s).*exit at \\d+ of \\Q" + pid + "\\E.*");
    }

    /** Who holds a name, as a node sees it; null if nobody does. */
    String holder(String name, String seenBy) throws Exception {
        for (JsonNode one : node(seenBy).admin().get("/names?prefix=" + name)) {
            if (one.get("name").asString().equals(name)) {
                return one.get("pid").asString();
            }
        }
        return null;
    }

    @Override
    public void close() {
        nodes.values().forEach(this::stop);
        network.close();
    }

    private void stop(NodeContainer node) {
        try {
            if (node.getContainerId() != null) { // or it never started
                Files.createDirectories(logs);
                Files.writeString(logs.resolve(node.name() + ".log"), node.log(true));
            }
        } catch (IOException | InterruptedException lost) {
            throw new IllegalStateException("the log of " + node.name() + " is lost", lost);
        } finally {
            node.stop();
        }
    }

    private Set<String> connected(String by) throws Exception {
        Set<String> names = new TreeSet<>();
        for (JsonNode one : node(by).admin().get("/nodes")) {
            if (one.get("connected").asBoolean()) {
                names.add(one.get("name").asString());
            }
        }
        return names;
    }

    private String seen(String by) {
        String logged =
                "\nWhat each has said will be in " + logs.toAbsolutePath() + "; " + by + ":\n";
        try {
            return node(by).admin().get("/nodes") + logged + node(by).getLogs();
        } catch (Exception nothing) {
            return "nothing: " + nothing + logged + node(by).getLogs();
        }
    }
}
