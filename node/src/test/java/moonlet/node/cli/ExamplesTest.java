package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import moonlet.lua.process.Payloads;
import moonlet.node.Node;
import moonlet.node.RunningProcess;
import moonlet.node.app.Entry;
import moonlet.protocol.Ending;
import moonlet.protocol.Payload;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Every folder in {@code examples} is an application that works. */
class ExamplesTest {
    private static List<Path> examples() throws IOException {
        try (Stream<Path> folders = Files.list(Checkout.root().resolve("examples"))) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void its_own_tests_pass(Path example) {
        String printed = Printed.by(0, "test", example.toString());

        assertTrue(printed.endsWith(" passed, 0 failed\n"), printed);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void it_has_nothing_to_warn_of(Path example) {
        assertEquals("", Printed.by(0, "check", example.toString()).replaceAll("ok: .*\n", ""));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void what_moonlet_run_starts_does_its_work(Path example) throws Exception {
        assumeFalse(example.endsWith("cluster"), "waits for other nodes; see its demo");
        Workspace workspace = Workspace.read(example, null, Map.of());
        Entry.ServiceEntry service = workspace.application().services().getFirst();
        try (Node node = workspace.start()) {
            Payload input = Payloads.of(service.input());
            RunningProcess running = node.exec(service.process(), service.host(), input);

            assertInstanceOf(Ending.Returned.class, running.ending().get(30, TimeUnit.SECONDS));
            assertTrue(service.lifecycle().autoStart());
            node.abandon();
        }
    }
}
