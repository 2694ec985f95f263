package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A singleton when the network cuts the node that it runs on off from the two others. */
@Tag("machines")
class SplitSingletonTest {
    private static final String NAMESPACES =
            Checkout.root().resolve("node/src/test/net/namespaces").toString();
    private static final String PREFIX = "moonlet" + ProcessHandle.current().pid() % 1000 + "s";

    private final List<Jvm> nodes = new ArrayList<>();
    private final Instances instances = new Instances();

    @BeforeEach
    void three_networks() throws Exception {
        assumeTrue(namespaces("up", "3") == 0, "no right to make network namespaces, or no nft");
        for (int i = 1; i <= 3; i++) {
            Jvm jvm = instances.add(member(i));
            nodes.add(jvm);
            jvm.awaitUp();
        }
    }

    @AfterEach
    void stop() throws Exception {
        nodes.forEach(Jvm::close);
        namespaces("down", "3");
    }

    @RepeatedTest(2)
    void the_larger_part_runs_it_when_the_smaller_one_does_not_any_more() throws Exception {
        assertEquals("node1", instances.awaitLatest().pid().substring(1, 6));
        long cut = System.currentTimeMillis();
        namespaces("cut", "1", "2");
        namespaces("cut", "1", "3");
        long first = instances.awaitAfter(cut + 1).firstMillis();
        System.out.printf("2|1: runs in the larger part after %d ms%n", first - cut);
        assertEquals(1, nodes.getFirst().awaitExit());
        instances.assertNeverTwoAtOnce();
    }

    private static Jvm member(int i) throws Exception {
        return Jvm.start(
                List.of("ip", "netns", "exec", PREFIX + i),
                "run",
                Instances.class.getResource("/singleton").getPath(),
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
