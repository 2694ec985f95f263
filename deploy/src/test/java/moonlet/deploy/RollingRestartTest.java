package moonlet.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All nodes are replaced, one after the other, while a process of a fourth one sends to them. */
@Tag("containers")
class RollingRestartTest {
    private static final List<String> ALL = List.of("node1", "node2", "node3");
    private static final int PER_SECOND = 1_000;
    private static final int STOP_SECONDS = 45;
    private static final Pattern RECEIVED = Pattern.compile("received (\\d+) messages");

    private ContainerCluster cluster;

    @BeforeEach
    void three_containers_and_one_to_send_from() throws Exception {
        cluster = ContainerCluster.ofThree();
        cluster.start(
                NodeContainer.IMAGE,
                "client",
                node -> node.withCommand("run", "/app", "--no-services"));
        cluster.awaitMembers("node1", "node2", "node3", "client");
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void every_message_to_nodes_of_a_later_build_arrives_or_is_reported_as_lost() throws Exception {
        String newer = NewerImage.build();
        NodeContainer client = cluster.node("client");
        String sender = cluster.spawn("client", "system:sender", "client", PER_SECOND);
        client.awaitLog("sends");
        long received = 0;
        for (String name : ALL) {
            NodeContainer old = cluster.node(name);
            long began = System.currentTimeMillis();
            old.terminate(STOP_SECONDS);
            assertEquals(0L, old.inspect().getState().getExitCodeLong(), old::getLogs);
            SystemTimes.recordSince("docker stop of a node with traffic", began);
            received += received(old);
            old.stop();
            cluster.start(newer, name, UnaryOperator.identity());
            cluster.awaitMembers("node1", "node2", "node3", "client");
            SystemTimes.recordSince("one node replaced", began);
        }
        client.admin().post("/send", Map.of("to", sender, "topic", "stop", "arguments", List.of()));

        Matcher result =
                client.awaitLog(
                        "sent (\\d+) delivered (\\d+) lost (\\d+) refused (\\d+) longest pause (\\d+) ms");
        for (String name : ALL) {
            received += received(cluster.node(name));
        }
        report(result);
        assertEquals(Long.parseLong(result.group(1)), received + Long.parseLong(result.group(3)));
        assertTrue(Long.parseLong(result.group(1)) > 10 * PER_SECOND, result.group());
    }

    private static void report(Matcher result) throws Exception {
        String[] what = {"sent", "delivered", "reported as lost", "refused"};
        for (int i = 0; i < what.length; i++) {
            SystemTimes.record(
                    "rolling restart: " + what[i], Long.parseLong(result.group(i + 1)), "messages");
        }
        SystemTimes.record("rolling restart: longest pause", Long.parseLong(result.group(5)), "ms");
    }

    /** What the receivers on a node say that they have had. */
    private static long received(NodeContainer node) throws Exception {
        node.awaitLog(RECEIVED.pattern());
        return RECEIVED.matcher(node.log(false))
                .results()
                .mapToLong(one -> Long.parseLong(one.group(1)))
                .sum();
    }
}
