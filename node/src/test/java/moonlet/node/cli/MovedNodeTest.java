package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A node that starts again at another address while the others still think that its name leads to
 * the former one: real JVMs at addresses of their own, with a file for what names lead to.
 */
@Tag("machines")
class MovedNodeTest {
    private static final String APP =
            Path.of(MovedNodeTest.class.getResource("/cluster").getPath()).toString();
    private static final String BEFORE = "127.0.0.2";
    private static final String AFTER = "127.0.0.4";

    private final List<Jvm> nodes = new ArrayList<>();
    private int port; // of all, at different addresses
    private Jvm one;
    private Jvm two;
    private Jvm three;

    @TempDir private Path folder;

    @BeforeEach
    void three_nodes() throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        namesOfOthers(BEFORE);
        names("own", AFTER);
        one = node("one", "others");
        three = node("three", "others");
        one.awaitUp();
        three.awaitUp();
        two = node("two", "others");
        two.awaitUp();
    }

    @AfterEach
    void stop() {
        nodes.forEach(Jvm::close);
    }

    @Test
    void a_node_whose_former_address_another_one_has_taken_over_is_taken_back() throws Exception {
        two.kill();
        two.awaitExit();
        one.awaitErr("node gone");
        three.awaitErr("node gone");
        Jvm four = node("four", "others"); // where two was
        four.awaitUp();
        Jvm again = node("two", "own");
        awaitTalkTo(four, "one.test"); // who wants to talk to two
        awaitTalkTo(four, "three.test");

        namesOfOthers(AFTER);
        again.awaitUp();
        one.awaitErr("node joined"); // four
        one.awaitErr("node joined");
    }

    @Test
    void a_node_that_moves_before_anybody_missed_it_is_taken_back() throws Exception {
        two.signal("STOP"); // and no machine says that nobody is there any more
        Jvm again = node("two", "own");
        namesOfOthers(AFTER);

        again.awaitUp();
        assertTrue(one.isAlive() && three.isAlive());
    }

    @Test
    void a_node_whose_name_goes_with_its_process_is_found_out_at_once() throws Exception {
        Files.writeString(folder.resolve("others"), "127.0.0.1 one.test\n127.0.0.3 three.test\n");
        two.kill();

        one.awaitErr("the process of this node is gone");
    }

    /** Waits until a node has been told something by another one, also some time ago. */
    private static void awaitTalkTo(Jvm node, String by) throws InterruptedException {
        String line = "from [pekko://moonlet@" + by;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (node.errByNow().stream().noneMatch(said -> said.contains(line))) {
            assertTrue(System.nanoTime() < deadline, () -> by + " is silent: " + node.errByNow());
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** What the names lead to, as all nodes see it but the one that has moved. */
    private void namesOfOthers(String addressOfTwo) throws IOException {
        names("others", addressOfTwo);
    }

    private void names(String file, String addressOfTwo) throws IOException {
        Path written = folder.resolve(file + ".new");
        Files.writeString(
                written,
                """
                127.0.0.1 localhost
                127.0.0.1 one.test
                %s two.test
                127.0.0.3 three.test
                %s four.test
                """
                        .formatted(addressOfTwo, BEFORE));
        Files.move(written, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }

    private Jvm node(String name, String names) throws IOException {
        Jvm node =
                Jvm.start(
                        List.of(
                                "env",
                                "JAVA_TOOL_OPTIONS=-Djdk.net.hosts.file=" + folder.resolve(names)),
                        "run",
                        APP,
                        "--name",
                        name,
                        "--listen",
                        name + ".test:" + port,
                        "--seed",
                        "one.test:" + port,
                        "--seed",
                        "three.test:" + port,
                        "--admin",
                        "off");
        nodes.add(node);
        return node;
    }
}
