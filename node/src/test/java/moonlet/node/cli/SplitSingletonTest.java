package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A singleton when the network cuts the node that it runs on off from the two others. {@code
 * -Dsingleton.repetitions} says how often.
 */
@Tag("machines")
class SplitSingletonTest {
    private static final String NAMESPACES =
            Checkout.root().resolve("node/src/test/net/namespaces").toString();
    private static final String PREFIX = "moonlet" + ProcessHandle.current().pid() % 1000 + "s";

    private static final int REPETITIONS = Integer.getInteger("singleton.repetitions", 2);

    private final Map<Integer, Jvm> nodes = new HashMap<>();
    private final Instances instances = new Instances();
    private final Moves moves = new Moves(instances);

    @BeforeEach
    void three_networks() throws Exception {
        assumeTrue(namespaces("up", "3") == 0, "no right to make network namespaces, or no nft");
        for (int i = 1; i <= 3; i++) {
            start(i, 1);
        }
    }

    @AfterEach
    void stop() throws Exception {
        nodes.values().forEach(Jvm::close);
        namespaces("down", "3");
    }

    @Test
    void the_larger_part_runs_it_when_the_smaller_one_does_not_any_more() throws Exception {
        for (int i = 1; i <= REPETITIONS; i++) {
            int holder = instances.awaitLatest().pid().charAt("{node".length()) - '0';
            int other = holder % 3 + 1;
            int third = other % 3 + 1;
            long cut = System.currentTimeMillis();
            cut(holder, other);
            cut(holder, third);
            moves.await("2|1, without node" + holder, cut);
            assertEquals(1, nodes.get(holder).awaitExit());
            assertStays(other);
            assertStays(third);
            for (int node : nodes.keySet()) {
                assertEquals(0, namespaces("heal", "" + node));
            }
            start(holder, other);
        }
        moves.printSummary();
        instances.assertNeverTwoAtOnce();
    }

    /** Both ways: a gossip of one about the other would make both unreachable for the third. */
    private static void cut(int one, int other) throws Exception {
        assertEquals(0, namespaces("cut", "" + one, "" + other));
        assertEquals(0, namespaces("cut", "" + other, "" + one));
    }

    private void assertStays(int node) {
        assertTrue(nodes.get(node).isAlive(), () -> "node" + node + " ended, " + logs());
    }

    private String logs() {
        StringBuilder logs = new StringBuilder();
        nodes.forEach(
                (i, jvm) -> jvm.errByNow().forEach(l -> logs.append("\nnode" + i + " | " + l)));
        return logs.toString();
    }

    private void start(int i, int seed) throws Exception {
        Jvm jvm =
                Jvm.start(
                        List.of("ip", "netns", "exec", PREFIX + i),
                        "run",
                        Instances.class.getResource("/singleton").getPath(),
                        "--name",
                        "node" + i,
                        "--listen",
                        "10.88.0." + i + ":25520",
                        "--seed",
                        "10.88.0." + seed + ":25520");
        nodes.put(i, instances.add(jvm));
        jvm.awaitUp();
    }

    private static int namespaces(String what, String... more)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(NAMESPACES, what, PREFIX));
        command.addAll(List.of(more));
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    }
}
