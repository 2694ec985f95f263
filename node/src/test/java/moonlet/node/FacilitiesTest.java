package moonlet.node;

import moonlet.lua.process.Fibers;
import moonlet.lua.process.Payloads;
import moonlet.node.app.Entry;
import moonlet.protocol.Ending;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What processes of a node share, each rule a Lua function of the application {@code shared}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FacilitiesTest {
    private static final long TEST_SECONDS = 20;

    private TestNodes nodes;

    @BeforeAll
    void start() {
        nodes = TestNodes.start("shared", Fibers.detect());
    }

    @AfterAll
    void stop() {
        nodes.close();
    }

    @TestFactory
    Stream<DynamicTest> what_processes_share() {
        return nodes.application().functions().stream()
                .map(Entry::id)
                .map(id -> DynamicTest.dynamicTest(id, () -> run(id)));
    }

    private void run(String id) throws Exception {
        RunningProcess running = nodes.node().call(id, Payloads.of(List.of()));
        Ending ending = running.ending().get(TEST_SECONDS, TimeUnit.SECONDS);
        if (ending instanceof Ending.Failed failed) {
            throw new AssertionError(failed.failure().message());
        }
    }
}
