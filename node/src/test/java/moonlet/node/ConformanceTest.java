package moonlet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import moonlet.lua.process.Fibers;
import moonlet.lua.process.Payloads;
import moonlet.node.app.Entry;
import moonlet.protocol.Ending;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules of the Lua API, each a Lua function of the application {@code conformance}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformanceTest {
    private static final String FOLDER = "conformance";
    private static final long TEST_SECONDS = 20;

    private TestNodes owned;
    private TestNodes handed;

    @BeforeAll
    void start() {
        owned = TestNodes.start(FOLDER, Fibers.detect());
        handed = TestNodes.start(FOLDER, Fibers.handedOver());
    }

    @AfterAll
    void stop() {
        owned.close();
        handed.close();
    }

    @TestFactory
    Stream<DynamicTest> with_the_actor_as_scheduler_of_its_process() {
        return tests(owned);
    }

    @TestFactory
    Stream<DynamicTest> with_turns_handed_over_to_plain_virtual_threads() {
        return tests(handed);
    }

    @Test
    void every_function_of_a_test_file_is_an_entry() throws IOException {
        Pattern function = Pattern.compile("^function T\\.(\\w+)", Pattern.MULTILINE);
        try (Stream<Path> files = Files.walk(TestNodes.path(FOLDER))) {
            List<String> written =
                    files.filter(file -> file.toString().endsWith(".lua"))
                            .flatMap(file -> function.matcher(read(file)).results())
                            .map(match -> match.group(1))
                            .sorted()
                            .toList();
            List<String> declared =
                    owned.application().functions().stream()
                            .map(entry -> entry.id().substring(entry.id().indexOf(':') + 1))
                            .sorted()
                            .toList();
            assertEquals(written, declared);
        }
    }

    private static Stream<DynamicTest> tests(TestNodes nodes) {
        return nodes.application().functions().stream()
                .map(Entry::id)
                .sorted()
                .map(id -> DynamicTest.dynamicTest(id, () -> run(nodes.node(), id)));
    }

    private static void run(Node node, String id) throws Exception {
        RunningProcess running = node.call(id, Payloads.of(List.of()));
        Ending ending = running.ending().get(TEST_SECONDS, TimeUnit.SECONDS);
        if (ending instanceof Ending.Failed failed) {
            throw new AssertionError(failed.failure().message());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
