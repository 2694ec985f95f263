package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Three nodes, each in a network of its own, when the network between them fails. */
@Tag("machines")
class PartitionTest {
    private static final String NAMESPACES =
            Checkout.root().resolve("node/src/test/net/namespaces").toString();
    private static final String PREFIX = "moonlet" + ProcessHandle.current().pid() % 1000 + "-";

    private final List<Jvm> nodes = new ArrayList<>();

    @BeforeEach
    void three_networks() throws Exception {
        assumeTrue(namespaces("up", "3") == 0, "no right to make network namespaces, or no nft");
        for (int i = 1; i <= 3; i++) {
            nodes.add(member(i));
        }
        nodes.getFirst().awaitErr("500 round trips with node3");
    }

    @AfterEach
    void stop() throws Exception {
        nodes.forEach(Jvm::close);
        namespaces("down", "3");
    }

    @Test
    void the_larger_part_goes_on_and_the_smaller_one_ends() throws Exception {
        for (int i = 1; i <= 2; i++) {
            namespaces("cut", String.valueOf(i), "3");
        }
        nodes.getFirst().awaitErr("lost node3: node disconnected");
        assertEquals(1, nodes.get(2).awaitExit());
        nodes.getFirst().awaitErr("round trips with node2");
    }

    @Test
    void of_two_nodes_that_do_not_reach_each_other_not_both_stay() throws Exception {
        namespaces("cut", "1", "3");
        nodes.get(1).awaitErr("node gone"); // that one reaches both
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (nodes.get(0).isAlive() && nodes.get(2).isAlive()) {
            assertTrue(System.nanoTime() < deadline, "both stay");
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    @Test
    void nothing_is_lost_and_nobody_given_up_where_packets_are_lost() throws Exception {
        for (int i = 1; i <= 3; i++) {
            namespaces("loss", String.valueOf(i), "5");
        }
        for (int count = 1; count <= 3; count++) {
            nodes.getFirst().awaitErr("round trips with node2");
            nodes.getFirst().awaitErr("round trips with node3");
        }
        assertEquals(List.of(), nodes.getFirst().err().stream().filter(this::isLoss).toList());
    }

    private boolean isLoss(String line) {
        return line.contains("lost node") || line.contains("missing or wrong");
    }

    private static Jvm member(int i) throws Exception {
        return Jvm.start(
                List.of("ip", "netns", "exec", PREFIX + i),
                "run",
                Path.of(PartitionTest.class.getResource("/partition").getPath()).toString(),
                "--name",
                "node" + i,
                "--listen",
                "10.88.0." + i + ":25520",
                "--seed",
                "10.88.0.1:25520");
    }

    private static int namespaces(String what, String... more)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(NAMESPACES, what, PREFIX));
        command.addAll(List.of(more));
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    }
}
