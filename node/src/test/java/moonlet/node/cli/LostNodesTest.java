package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.lua.process.Payloads;
import moonlet.node.Node;
import moonlet.node.RunningProcess;
import moonlet.node.app.Setting;
import moonlet.protocol.Ending;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What the nodes of a cluster see when the process of one is killed or stopped: real JVMs. */
@Tag("machines")
class LostNodesTest {
    private static final String APP = path();
    private static final int FLOOD_SECONDS = Integer.getInteger("flood.seconds", 10);

    private Node node1;
    private Jvm node2;
    private Jvm node3;

    @BeforeEach
    void three_nodes() throws Exception {
        start(true);
    }

    @AfterEach
    void stop() {
        node2.close();
        node3.close();
        node1.abandon();
    }

    @Test
    void kill_9_ends_20_000_relations_once_each() throws Exception {
        for (int round = 1; round <= 3; round++) { // the first one finds nothing compiled
            double last = lose20_000Relations();
            System.out.printf("kill -9, tether: last of 20,000 events after %.0f ms%n", last);
            node2.awaitExit();
            node2 = member("node2", "127.0.0.1:0", true);
            node1.awaitOthers(2, Duration.ofSeconds(60));
        }
    }

    @Test
    void without_the_tether_it_takes_seconds() throws Exception {
        stop();
        start(false);
        double killed = lose20_000Relations();
        System.out.printf("kill -9, no tether: last of 20,000 events after %.0f ms%n", killed);
    }

    @Test
    void a_node_that_is_stopped_for_two_seconds_stays() throws Exception {
        RunningProcess watcher = watch("c:watch_one", "node2@c:processes");
        node2.signal("STOP");
        TimeUnit.SECONDS.sleep(2); // the time is what this test is about
        node2.signal("CONT");
        assertEquals(true, result("c:reach", "node2@c:processes"));
        assertFalse(watcher.ending().isDone());
    }

    @Test
    void a_node_that_is_stopped_for_long_is_lost_and_ends_when_it_goes_on() throws Exception {
        RunningProcess watcher = watch("c:watch_one", "node2@c:processes");
        node2.signal("STOP");
        assertEquals("node disconnected", value(watcher, 60));
        node3.awaitErr("node is silent peer=node2 ");
        node3.awaitErr("node is taken down peer=node2 ");
        assertTrue(
                node1.counters().allLost() > 0, "what was for it counts, though its link is gone");
        node2.signal("CONT");
        node2.awaitErr("the cluster has taken this node down");
        assertEquals(1, node2.awaitExit());
    }

    @Test
    void a_node_that_was_killed_comes_back_under_its_name_and_at_its_address() throws Exception {
        String address = node2.awaitUp();
        RunningProcess watcher = watch("c:watch_one", "node2@c:processes");
        node2.kill();
        node2.awaitExit();
        node2 = member("node2", address, true);
        assertEquals("node disconnected", value(watcher, 30));
        assertEquals(true, result("c:reach", "node2@c:processes"));
    }

    @Test
    void a_slow_process_holds_up_who_sends_to_it_and_nobody_else() throws Exception {
        Object[] arguments = {"node2@c:small", "node2@c:processes", FLOOD_SECONDS, "10ms"};
        RunningProcess flood = node1.call("c:flood", Payloads.of(List.of(arguments)));
        assertNothingLost((Map<?, ?>) value(flood, FLOOD_SECONDS + 60));
    }

    @Test
    void a_slow_node_holds_up_who_sends_to_it_and_loses_nothing() throws Exception {
        Object[] arguments = {"node2@c:processes", "node3@c:processes", FLOOD_SECONDS};
        RunningProcess flood = node1.call("c:flood", Payloads.of(List.of(arguments)));
        while (!flood.ending().isDone()) {
            node2.signal("STOP");
            TimeUnit.MILLISECONDS.sleep(800);
            node2.signal("CONT");
            TimeUnit.MILLISECONDS.sleep(200);
        }
        assertNothingLost((Map<?, ?>) value(flood, 60));
    }

    private static void assertNothingLost(Map<?, ?> flood) {
        System.out.println("flood: " + flood);
        assertEquals(flood.get("sent"), flood.get("arrived"));
        assertTrue((double) flood.get("sent") > 1_000, flood.toString());
    }

    private double lose20_000Relations() throws Exception {
        RunningProcess watcher = watch("c:watch_many", "node2@c:processes", 10_000);
        double killed = System.currentTimeMillis() / 1000.0;
        node2.kill();
        Map<?, ?> seen = (Map<?, ?>) value(watcher, 60);
        assertEquals(false, seen.get("more"));
        System.out.printf(
                "first event after %.0f ms%n", 1000 * ((double) seen.get("first") - killed));
        return 1000 * ((double) seen.get("last") - killed);
    }

    private void start(boolean tether) throws Exception {
        Map<String, String> environment = Map.of("MOONLET_TETHER", String.valueOf(tether));
        Map<Setting, String> flags =
                Map.of(Setting.NODE_NAME, "node1", Setting.LISTEN, "127.0.0.1:0");
        node1 = Workspace.read(Path.of(APP), null, environment, flags).impatient().start();
        node2 = member("node2", "127.0.0.1:0", tether);
        node3 = member("node3", "127.0.0.1:0", tether);
        node1.awaitOthers(2, Duration.ofSeconds(60));
    }

    private Jvm member(String name, String listen, boolean tether) throws Exception {
        return Jvm.start(
                List.of("env", "MOONLET_TETHER=" + tether),
                "run",
                APP,
                "--name",
                name,
                "--listen",
                listen,
                "--seed",
                node1.address());
    }

    /** Starts a function that registers a name when it watches. */
    private RunningProcess watch(String function, Object... arguments) throws Exception {
        int before = node1.nameCount();
        RunningProcess running = node1.call(function, Payloads.of(List.of(arguments)));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (node1.nameCount() == before) {
            assertFalse(running.ending().isDone(), () -> running.ending().join().toString());
            assertTrue(System.nanoTime() < deadline, "it does not watch");
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return running;
    }

    private Object result(String function, Object... arguments) throws Exception {
        return value(node1.call(function, Payloads.of(List.of(arguments))), 60);
    }

    private static Object value(RunningProcess running, int seconds) throws Exception {
        Ending ending = running.ending().get(seconds, TimeUnit.SECONDS);
        assertTrue(ending instanceof Ending.Returned, ending::toString);
        return Payloads.toJava(((Ending.Returned) ending).value());
    }

    private static String path() {
        return Path.of(LostNodesTest.class.getResource("/cluster").getPath()).toString();
    }
}
