package moonlet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import moonlet.lua.process.Payloads;
import moonlet.node.cluster.ClusterSettings;
import moonlet.protocol.Ending;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The last of three nodes, before anybody has decided what became of the two others. */
class MinorityTest {
    private TestNodes node;

    @BeforeEach
    void of_three_nodes_two_are_gone() throws InterruptedException {
        node = TestNodes.startMember("cluster", "node1", TestNodes.loopback(null));
        List<TestNodes> others =
                Stream.of("node2", "node3")
                        .map(name -> TestNodes.startMember("cluster", name, seeded()))
                        .toList();
        node.node().awaitOthers(2, Duration.ofSeconds(20));
        others.forEach(other -> other.node().abandon());
    }

    @AfterEach
    void stop() {
        node.node().abandon();
    }

    @Test
    void nobody_gets_a_consistent_name_or_a_lock() throws Exception {
        RunningProcess name = node.node().call("c:minority", Payloads.of(List.of()));
        RunningProcess lock = node.node().call("c:minority_lock", Payloads.of(List.of()));
        assertEquals("unavailable", result(name));
        assertEquals("unavailable", result(lock));
    }

    private ClusterSettings seeded() {
        return TestNodes.loopback(node.node().address());
    }

    private static Object result(RunningProcess running) throws Exception {
        Ending ending = running.ending().get(20, TimeUnit.SECONDS);
        return ending instanceof Ending.Returned(var value) ? Payloads.toJava(value) : ending;
    }
}
