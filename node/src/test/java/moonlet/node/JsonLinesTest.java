package moonlet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.LoggingEvent;

import moonlet.protocol.Pid;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

class JsonLinesTest {
    private final JsonLines lines = new JsonLines("node1");

    @Test
    void an_event_is_one_object_on_one_line() {
        LoggingEvent event = event("a \"quoted\"\nline \u001b[31m", null);
        JsonNode read = read(event);
        assertEquals("node1", read.get("node").asString());
        assertEquals("WARN", read.get("level").asString());
        assertEquals("moonlet.process", read.get("logger").asString());
        assertEquals("a \"quoted\"\nline \u001b[31m", read.get("message").asString());
        Instant.parse(read.get("time").asString());
        assertFalse(read.has("facts"));
        assertFalse(read.has("error"));
    }

    @Test
    void facts_keep_their_kind_and_cannot_pose_as_a_property_of_the_event() {
        LoggingEvent event = event("m", null);
        event.addKeyValuePair(new KeyValuePair("pid", Pid.parse("{n@a:b|1.1}")));
        event.addKeyValuePair(new KeyValuePair("count", 3));
        event.addKeyValuePair(new KeyValuePair("lost", false));
        event.addKeyValuePair(new KeyValuePair("of_lua", new JsonLines.Literal("1e+20")));
        event.addKeyValuePair(new KeyValuePair("level", "ERROR"));
        JsonNode read = read(event);
        assertEquals(
                "{\"pid\":\"{n@a:b|1.1}\",\"count\":3,\"lost\":false,\"of_lua\":1.0E20,\"level\":\"ERROR\"}",
                read.get("facts").toString());
        assertEquals("WARN", read.get("level").asString());
    }

    @Test
    void an_error_comes_with_its_stack() {
        String error = read(event("m", new IllegalStateException("why"))).get("error").asString();
        assertTrue(error.contains("IllegalStateException: why"), error);
        assertTrue(error.contains("JsonLinesTest"), error);
    }

    private JsonNode read(LoggingEvent event) {
        String line = new String(lines.encode(event), StandardCharsets.UTF_8);
        assertEquals(line.length() - 1, line.indexOf('\n'), line);
        return JsonMapper.shared().readTree(line);
    }

    private static LoggingEvent event(String text, Throwable thrown) {
        Logger logger = (Logger) LoggerFactory.getLogger("moonlet.process");
        return new LoggingEvent(
                JsonLinesTest.class.getName(), logger, Level.WARN, text, thrown, null);
    }
}
