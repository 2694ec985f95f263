package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the module {@code logger} of a program writes. */
class LuaLoggerTest {
    private final Logger log = (Logger) LoggerFactory.getLogger("moonlet.process");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @TempDir private Path folder;

    @BeforeEach
    void listen() {
        log.setLevel(Level.DEBUG);
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(lines);
        log.setLevel(null); // that of the loggers above it
    }

    /** Level and text of each line, and its fields after those of the process. */
    private List<String> written(String body) {
        return written("", body);
    }

    private List<String> written(String more, String body) {
        String app =
                new Shell(folder)
                        .yaml(Shell.HOST)
                        .entry("p", "process.lua", ", modules: [logger]" + more, body)
                        .written();
        Shell.moonlet("exec", app, "app:p");
        return lines.list.stream()
                .map(
                        line ->
                                line
                                        + " "
                                        + line.getKeyValuePairs()
                                                .subList(2, line.getKeyValuePairs().size()))
                .toList();
    }

    @Test
    void each_method_is_a_level() {
        assertEquals(
                List.of("[DEBUG] d []", "[INFO] i [item=\"tea\"]", "[WARN] w []", "[ERROR] e []"),
                written(
                        "logger:debug('d') logger:info('i', {item = 'tea'}) logger:warn('w')"
                                + " logger:error('e')"));
    }

    @Test
    void with_and_named_are_on_every_line() {
        assertEquals(
                List.of(
                        "[INFO] a [logger=\"shop\", order=\"17\"]",
                        "[INFO] b []",
                        "[INFO] c [n=\"2\"]"),
                written(
                        "logger:named('shop'):with({order = 17}):info('a') logger:info('b')"
                                + " logger:with({n = 1}):info('c', {n = 2})"));
    }

    @Test
    void numbers_and_booleans_stay_such_in_json() {
        written("logger:info('x', {a = 1.5, b = true, c = '1', d = 0/0})");
        Map<String, Object> fields = new TreeMap<>();
        lines.list.getFirst().getKeyValuePairs().stream()
                .skip(2)
                .forEach(field -> fields.put(field.key, field.value.getClass().getSimpleName()));
        assertEquals("{a=Literal, b=Literal, c=String, d=String}", fields.toString());
    }

    @Test
    void a_process_that_upgrades_writes_no_more_than_one_that_does_not() {
        written(
                ", limits: {logLinesPerSecondMax: 1}",
                "local n = ... or 0 logger:info(n) if n < 400 then process.upgrade(nil, n + 1) end");
        assertTrue(lines.list.size() < 200, lines.list.size() + " lines of 400");
    }
}
