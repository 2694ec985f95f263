package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Processes that are each within their limits and together more than the heap has, in a JVM of 256
 * MB; {@code judge.lua} says what is to become of them, and of a polite pair.
 */
class FullHeapTest {
    private static final int BOUND_SECONDS = 120;

    @TempDir Path app;

    @Test
    void the_node_refuses_processes_and_ends_the_largest_before_its_heap_is_full()
            throws Exception {
        writeApplication();
        try (Jvm jvm = Jvm.start("test", app.toString(), "--timeout", "60s")) {
            int exitCode = jvm.awaitExit(BOUND_SECONDS);
            assertEquals(0, exitCode, jvm.out());
        }
    }

    private void writeApplication() throws IOException {
        Path resources = Checkout.root().resolve("node/src/test/resources");
        try (Stream<Path> files = Files.list(resources.resolve("heap"))) {
            for (Path file : files.toList()) {
                Files.copy(file, app.resolve(file.getFileName()));
            }
        }
        Files.copy(resources.resolve("hostile/neighbour.lua"), app.resolve("neighbour.lua"));
    }
}
