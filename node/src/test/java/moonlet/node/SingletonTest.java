package moonlet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import moonlet.lua.process.Payloads;
import moonlet.node.cluster.Tenure;
import moonlet.node.service.ServiceState;
import moonlet.node.service.ServiceStatus;
import moonlet.protocol.Ending;

import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSelection;
import org.apache.pekko.cluster.Cluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A service that runs on one of three nodes in one JVM. */
class SingletonTest {
    private final List<Node> nodes = new ArrayList<>();

    @BeforeEach
    void three_nodes() throws Exception {
        for (int i = 1; i <= 3; i++) {
            String seed = nodes.isEmpty() ? null : nodes.getFirst().address();
            nodes.add(
                    TestNodes.startPatient("singleton", "node" + i, TestNodes.loopback(seed))
                            .node());
        }
        nodes.getFirst().awaitOthers(2, Duration.ofSeconds(20));
        for (Node node : nodes) {
            assertEquals(List.of(), node.startServices());
        }
    }

    @AfterEach
    void stop() {
        nodes.forEach(Node::abandon);
    }

    @Test
    void it_runs_on_the_oldest_node_and_moves_when_that_leaves() {
        for (int left = 3; left > 1; left--) {
            awaitAtFirst();
            nodes.removeFirst().close();
        }
        awaitAtFirst();
    }

    @Test
    void it_moves_when_its_node_is_lost() {
        awaitAtFirst();
        nodes.removeFirst().abandon();
        awaitAtFirst();
    }

    @Test
    void a_loan_is_taken_only_by_the_next_start_from_the_oldest() throws Exception {
        awaitAtFirst();
        long[] starts = nodes.stream().mapToLong(SingletonTest::start).toArray();
        Node next = nodes.get(1);
        lend(next, starts[0], starts[1] + 1);
        lend(next, starts[2], starts[1]);
        lend(nodes.get(2), starts[0], starts[2]);
        assertEquals(ServiceState.UNKNOWN, status(next).state());
        assertEquals(ServiceState.UNKNOWN, status(nodes.get(2)).state());
        lend(next, starts[0], starts[1]);
        assertNotEquals(ServiceState.UNKNOWN, status(next).state());
    }

    private static long start(Node node) {
        return Cluster.get(node.system()).selfUniqueAddress().longUid();
    }

    /** Says what a node that drains says, and waits until it was heard. */
    private static void lend(Node node, long from, long to) throws Exception {
        ActorSelection singleton =
                node.system().actorSelection("/user/moonlet-singleton-one%3Aclock");
        singleton.tell("loan from " + from + " to " + to, ActorRef.noSender());
        singleton
                .resolveOne(Duration.ofSeconds(10))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    @Test
    void a_node_that_starts_no_services_does_not_get_it() throws Exception {
        awaitAtFirst();
        String seed = nodes.getLast().address();
        TestNodes idle =
                TestNodes.startWithoutServices("singleton", "idle", TestNodes.loopback(seed));
        nodes.getLast().awaitOthers(3, Duration.ofSeconds(20));
        for (int left = 3; left > 1; left--) {
            nodes.removeFirst().close();
        }
        awaitAtFirst();
        nodes.add(idle.node());
        assertEquals(List.of(), idle.node().services());
    }

    @Test
    void it_begins_again_after_a_fault_of_who_runs_it() throws Exception {
        Node alone = TestNodes.startPatient("singleton", "alone", TestNodes.loopback(null)).node();
        nodes.add(alone);
        AtomicInteger begun = new AtomicInteger();
        alone.cluster()
                .runSingleton(
                        "one:clock",
                        new Tenure() {
                            @Override
                            public void begin(String singleton) {
                                if (begun.incrementAndGet() == 1) {
                                    throw new IllegalStateException("on purpose");
                                }
                            }

                            @Override
                            public void end(String singleton, Runnable ended) {
                                ended.run();
                            }
                        });
        TestNodes.await("it begins again", () -> begun.get() == 2);
    }

    /** Waits until the service runs on the first node, alone, and all find it by its name. */
    private void awaitAtFirst() {
        TestNodes.await("it runs on the first node", () -> isRunning(nodes.getFirst()));
        assertEquals(1, nodes.stream().filter(SingletonTest::isRunning).count());
        String pid = status(nodes.getFirst()).pid().toString();
        for (Node node : nodes) {
            TestNodes.await("it is found", () -> where(node).equals(pid));
        }
    }

    private static Object where(Node node) {
        try {
            Ending end =
                    node.call("one:where", Payloads.of(List.of()))
                            .ending()
                            .get(20, TimeUnit.SECONDS);
            return Payloads.toJava(((Ending.Returned) end).value());
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private static boolean isRunning(Node node) {
        return status(node).state() == ServiceState.RUNNING;
    }

    private static ServiceStatus status(Node node) {
        return node.services().getFirst();
    }
}
