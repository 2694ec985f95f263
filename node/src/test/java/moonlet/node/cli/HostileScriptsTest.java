package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Scripts that want to do harm, each beside a polite pair, in a JVM with a small heap. The first
 * line of a script says what is to become of it; {@code judge.lua} finds out, and whether the
 * neighbours noticed anything.
 */
class HostileScriptsTest {
    private static final String EXPECT = "-- expect: ";
    private static final int SCRIPTS_MIN = 45;
    private static final int BOUND_SECONDS = 600;
    private static final long LOG_BYTES_MAX = 4 << 20;

    @TempDir Path app;

    @Test
    void no_script_harms_its_neighbours_the_node_or_the_log() throws Exception {
        List<String> scripts = writeApplication();
        assertTrue(scripts.size() >= SCRIPTS_MIN, scripts::toString);
        try (Jvm jvm = Jvm.start("test", app.toString(), "--timeout", "60s")) {
            int exitCode = jvm.awaitExit(BOUND_SECONDS);
            String out = jvm.out();
            String failures =
                    out.lines()
                            .filter(l -> l.startsWith("not ok"))
                            .collect(Collectors.joining("\n"));
            assertEquals("", failures);
            assertTrue(out.endsWith("\n" + scripts.size() + " passed, 0 failed\n"), out);
            assertEquals(0, exitCode);
            assertLogIsClean(jvm.err());
        }
    }

    private static void assertLogIsClean(List<String> log) {
        long bytes = log.stream().mapToLong(String::length).sum();
        assertTrue(bytes < LOG_BYTES_MAX, "the log has " + bytes + " bytes");
        for (String line : log) {
            assertTrue(line.chars().noneMatch(c -> c < ' ' && c != '\t' || c == 0x7f), line);
            assertTrue(!line.contains("internal error") && !line.contains("Exception"), line);
        }
    }

    /** Returns the names of the scripts. */
    private List<String> writeApplication() throws IOException {
        Path from = Checkout.root().resolve("node/src/test/resources/hostile");
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, app.resolve(file.getFileName()));
            }
        }
        StringBuilder index = new StringBuilder(Files.readString(app.resolve("head.yaml")));
        Files.delete(app.resolve("head.yaml"));
        StringBuilder expectations = new StringBuilder("return {\n");
        List<String> names = new java.util.ArrayList<>();
        try (Stream<Path> files = Files.list(from.resolve("scripts"))) {
            for (Path script : files.sorted().toList()) {
                String name = script.getFileName().toString().replace(".lua", "");
                Files.copy(script, app.resolve(script.getFileName()));
                names.add(name);
                index.append(entries(name));
                String expected = Files.readAllLines(script).getFirst().substring(EXPECT.length());
                expectations.append("  %s = [==[%s]==],\n".formatted(name, expected));
            }
        }
        Files.writeString(app.resolve("_index.yaml"), index);
        Files.writeString(app.resolve("expectations.lua"), expectations.append("}\n"));
        return names;
    }

    private static String entries(String name) {
        return """
                 - {name: %1$s, kind: process.lua, source: file://%1$s.lua, method: main, modules: [time, json, hash, uuid, logger, funcs]}
                 - name: judge_of_%1$s
                   kind: function.lua
                   meta: {type: test}
                   source: file://judge.lua
                   method: main
                   modules: [time]
                   imports: {expectations: hostile:expectations}
               """
                .formatted(name);
    }
}
