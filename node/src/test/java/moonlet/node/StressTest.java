package moonlet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import moonlet.lua.process.Fibers;
import moonlet.lua.process.Payloads;
import moonlet.node.app.Entry;
import moonlet.protocol.Ending;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Many processes at once, in races: nobody may be forgotten, and nothing may be left. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StressTest {
    private static final String RUN = "stress:run";
    private static final String HOST = "stress:processes";

    private TestNodes nodes;
    private Node node;

    @BeforeAll
    void start() {
        nodes = TestNodes.start("stress", Fibers.detect());
        node = nodes.node();
    }

    @AfterAll
    void stop() {
        nodes.close();
    }

    @TestFactory
    Stream<DynamicTest> nothing_is_left_after() {
        return nodes.application().functions().stream()
                .map(Entry::id)
                .map(id -> DynamicTest.dynamicTest(id, () -> runsAndLeavesNothing(id)));
    }

    @Test
    void the_relations_of_a_process_that_outlives_ten_thousand_others_are_empty() throws Exception {
        String code =
                """
                process.set_options({trap_links = true})
                for i = 1, 10000 do
                    local pid = process.spawn_linked_monitored("stress:run", "stress:processes",
                        i % 2 == 0 and "return 1" or "return nil, 'x'")
                end
                for _ = 1, 15000 do process.events():receive() end
                process.registry.register("idle")
                process.inbox():receive()
                """;
        RunningProcess running = node.exec(RUN, HOST, Payloads.of(List.of(code)));
        TestNodes.await("it idles", () -> node.names().count() > 0);
        LocalProcess process = node.processes().find(running.pid());
        assertEquals(
                new Relations.Closed(List.of(), List.of(), List.of(), List.of(), false),
                process.relations().close());
        node.terminate(running.pid());
        running.ending().get(10, TimeUnit.SECONDS);
        awaitNothing();
    }

    @Test
    void a_node_that_stops_ends_processes_that_spawn_others() {
        TestNodes other = TestNodes.start("stress", Fibers.detect());
        String code = "while true do process.spawn('stress:run', 'stress:processes', 'return') end";
        Pid pid = other.node().exec(RUN, HOST, Payloads.of(List.of(code))).pid();
        TestNodes.await("it spawns", () -> other.node().processes().count() > 1);
        other.close();
        assertEquals(null, other.node().processes().find(pid));
        assertEquals(0, other.node().processes().count());
    }

    @Test
    void a_process_that_never_comes_up_can_be_terminated() throws Exception {
        RunningProcess running = node.exec("stress:loops_at_the_top", HOST, Payloads.of(List.of()));
        node.terminate(running.pid());
        Failure why = Failure.of(ErrorKind.INTERNAL, "process terminated");
        assertEquals(new Ending.Failed(why), running.ending().get(30, TimeUnit.SECONDS));
        awaitNothing();
    }

    private void runsAndLeavesNothing(String id) throws Exception {
        RunningProcess running = node.call(id, Payloads.of(List.of()));
        Ending ending = running.ending().get(30, TimeUnit.SECONDS);
        assertInstanceOf(Ending.Returned.class, ending, ending::toString);
        awaitNothing();
    }

    private void awaitNothing() {
        TestNodes.await("no process is left", () -> node.processes().count() == 0);
        assertEquals(0, node.names().count(), "names");
    }
}
