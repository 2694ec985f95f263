package moonlet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.lua.process.Payloads;
import moonlet.node.app.Entry;
import moonlet.node.cluster.CannotStart;
import moonlet.node.cluster.ClusterSettings;
import moonlet.protocol.Ending;
import moonlet.protocol.Payload;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Three nodes in one JVM, with real connections between them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterTest {
    private static final Set<String> HOSTS = Set.of("c:processes", "c:small");

    private TestNodes node1;
    private TestNodes node2;
    private TestNodes node3;

    @BeforeAll
    void start() throws InterruptedException {
        node1 = TestNodes.startMember("cluster", "node1", TestNodes.loopback(null));
        String seed = node1.node().address();
        node2 = TestNodes.startMember("cluster", "node2", HOSTS, TestNodes.loopback(seed));
        node3 = TestNodes.startMember("cluster", "node3", HOSTS, TestNodes.loopback(seed));
        node1.node().awaitOthers(2, Duration.ofSeconds(20));
    }

    @AfterAll
    void stop() {
        Stream.of(node1, node2, node3).forEach(TestNodes::close);
    }

    @TestFactory
    Stream<DynamicTest> over_nodes() {
        return node1.application().functions().stream()
                .filter(function -> "test".equals(function.meta().get("type")))
                .map(Entry::id)
                .map(id -> DynamicTest.dynamicTest(id, () -> passes(id)));
    }

    @Test
    void a_node_whose_name_is_taken_by_one_that_lives_is_refused() {
        ClusterSettings settings = TestNodes.loopback(node1.node().address());
        CannotStart refused =
                assertThrows(
                        CannotStart.class,
                        () -> TestNodes.startMember("cluster", "node2", settings));
        assertTrue(refused.getMessage().startsWith("the name node2 is taken"), refused.toString());
        assertEquals(2, node1.node().others().connected());
    }

    @Test
    void what_a_lost_node_had_ends_and_its_names_are_free() throws Exception {
        ClusterSettings settings = TestNodes.loopback(node1.node().address());
        TestNodes node4 = TestNodes.startMember("cluster", "node4", HOSTS, settings);
        node1.node().awaitOthers(3, Duration.ofSeconds(20));
        RunningProcess watcher =
                node1.node().call("c:lost", Payloads.of(List.of("node4@c:processes")));
        TestNodes.await("the name is known", () -> node4.node().names().count() == 2);
        node4.node().abandon();
        assertEquals("node disconnected", returned(watcher));
        assertEquals(0, node1.node().names().count());
    }

    @Test
    void names_and_locks_of_a_lost_node_can_be_had_by_a_majority() throws Exception {
        ClusterSettings settings = TestNodes.loopback(node1.node().address());
        TestNodes node6 = TestNodes.startMember("cluster", "node6", HOSTS, settings);
        node1.node().awaitOthers(3, Duration.ofSeconds(20));
        RunningProcess taker = node1.node().call("c:held", Payloads.of(List.of("node6")));
        TestNodes.await("all is held", () -> node1.node().names().count() == 5);
        node6.node().abandon();
        assertEquals("taken over", returned(taker));
    }

    @Test
    void a_node_with_other_code_for_an_entry_is_noticed(@TempDir Path folder) throws Exception {
        for (File file : TestNodes.path("cluster").toFile().listFiles()) {
            Files.copy(file.toPath(), folder.resolve(file.getName()));
        }
        Files.writeString(folder.resolve("processes.lua"), "-- changed", StandardOpenOption.APPEND);
        ClusterSettings settings = TestNodes.loopback(node1.node().address());
        try (TestNodes node5 = TestNodes.startMember(folder.toString(), "node5", HOSTS, settings)) {
            node1.node().awaitOthers(3, Duration.ofSeconds(20));
            assertEquals(0, node1.node().others().otherCodes());
            Payload there = Payloads.of(List.of("node5@c:processes"));
            RunningProcess reached = node1.node().call("c:reach", there);
            assertTrue(reached.ending().get(20, TimeUnit.SECONDS) instanceof Ending.Returned);
            assertEquals(1, node1.node().others().otherCodes());
            node5.node().abandon();
        }
    }

    private static Object returned(RunningProcess running) throws Exception {
        Ending ending = running.ending().get(20, TimeUnit.SECONDS);
        assertTrue(ending instanceof Ending.Returned, ending.toString());
        return Payloads.toJava(((Ending.Returned) ending).value());
    }

    private void passes(String id) throws Exception {
        RunningProcess running = node1.node().call(id, Payloads.of(List.of()));
        Ending ending = running.ending().get(30, TimeUnit.SECONDS);
        assertTrue(ending instanceof Ending.Returned, ending.toString());
    }
}
