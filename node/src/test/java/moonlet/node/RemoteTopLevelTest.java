package moonlet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import moonlet.lua.process.Payloads;
import moonlet.protocol.Ending;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The top level of a chunk, on a node that was asked for a process by another one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RemoteTopLevelTest {
    private final List<Node> nodes = new ArrayList<>();
    private Node asker;
    private Node asked;

    @BeforeAll
    void start() throws InterruptedException {
        asker = member("node1");
        asked = member("node2");
        member("node3");
    }

    @AfterAll
    void stop() {
        nodes.forEach(Node::abandon);
    }

    @Test
    void one_without_end_ends_with_who_asked_for_it() {
        RunningProcess asking = asks(asker, "spawn", "t:endless", asked);
        awaitLoading(1, asked);
        asker.terminate(asking.pid());
        awaitLoading(0, asked);
    }

    @Test
    void one_without_end_ends_at_the_deadline_of_who_asked_for_it() throws Exception {
        RunningProcess asking = asks(asker, "spawn", "t:endless", asked);
        awaitLoading(1, asked);
        String late = "no answer to spawn from node2 before the deadline";
        assertEquals(late, result(asking).toString().replaceAll("^\\w+: ", ""));
        awaitLoading(0, asked);
    }

    @Test
    void one_without_end_ends_when_the_node_that_asked_is_lost() throws Exception {
        Node lost = member("node4");
        asks(lost, "spawn", "t:endless", asked);
        awaitLoading(1, asked);
        lost.abandon();
        awaitLoading(0, asked);
    }

    @Test
    void one_without_end_ends_when_its_own_node_ends() throws Exception {
        Node ending = member("node5");
        asks(asker, "spawn", "t:endless", ending);
        awaitLoading(1, ending);
        ending.close();
        awaitLoading(0, ending);
    }

    @Test
    void one_that_takes_long_is_run_to_its_end() throws Exception {
        assertEquals(true, result(asks(asker, "exec", "t:lengthy", asked)));
    }

    private Node member(String name) throws InterruptedException {
        String seed = nodes.isEmpty() ? null : nodes.getFirst().address();
        Node node =
                TestNodes.startMember("toplevel", name, Set.of(), TestNodes.loopback(seed)).node();
        node.awaitOthers(Math.min(nodes.size(), 2), Duration.ofSeconds(20));
        nodes.add(node);
        return node;
    }

    private static RunningProcess asks(Node from, String how, String entry, Node at) {
        String host = at.name() + "@t:processes";
        return from.call("t:asks", Payloads.of(List.of(how, entry, host)));
    }

    private static Object result(RunningProcess asking) throws Exception {
        Ending end = asking.ending().get(20, TimeUnit.SECONDS);
        return end instanceof Ending.Returned(var value) ? Payloads.toJava(value) : end;
    }

    private static void awaitLoading(int count, Node node) {
        TestNodes.await(
                count + " places taken on " + node.name(),
                () -> node.spawning().hosts().stream().mapToInt(Host::processes).sum() == count);
    }
}
