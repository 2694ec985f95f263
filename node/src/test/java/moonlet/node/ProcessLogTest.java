package moonlet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import moonlet.lua.process.LogLine;
import moonlet.protocol.Pid;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.util.List;

class ProcessLogTest {
    private static final Pid PID = Pid.parse("{n@a:b|1.1}");

    private final Logger logger = (Logger) LoggerFactory.getLogger("moonlet.process");
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();

    @BeforeEach
    void listen() {
        events.start();
        logger.addAppender(events);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(events);
    }

    @Test
    void a_line_carries_its_process_its_logger_and_its_fields() {
        write("no stock", "shop", new LogLine.Field("item", "tea", false));

        assertEquals("[WARN] no stock", events.list.getFirst().toString());
        assertEquals(
                List.of("pid=\"{n@a:b|1.1}\"", "entry=\"a:e\"", "logger=\"shop\"", "item=\"tea\""),
                events.list.getFirst().getKeyValuePairs().stream().map(Object::toString).toList());
    }

    @Test
    void a_field_can_pose_neither_as_the_process_nor_as_a_line() {
        write("a\nb", "", new LogLine.Field("pid", "x\ny", false));

        assertEquals("a\\nb", events.list.getFirst().getFormattedMessage());
        assertEquals(
                "field.pid=\"x\\ny\"",
                events.list.getFirst().getKeyValuePairs().getLast().toString());
    }

    private static void write(String text, String name, LogLine.Field field) {
        var line = new LogLine(LogLine.Level.WARN, name, text, List.of(field));
        new ProcessLog().line(PID, "a:e", line);
    }
}
