package moonlet.node;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;

import org.slf4j.event.KeyValuePair;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * The log as JSON, an object a line: {@code {"time": ISO 8601 in UTC, "level", "node", "logger",
 * "message", "facts": {KEY: number, boolean or text}, "error": a stack trace}}; the last two only
 * where there are any.
 */
final class JsonLines extends EncoderBase<ILoggingEvent> {
    /** A number or a boolean, as JSON and the text of the log write it. */
    record Literal(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    private static final byte[] NOTHING = {};

    private final JsonFactory json = new JsonFactory();
    private final String node;

    JsonLines(String node) {
        this.node = node;
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        try (JsonGenerator to = json.createGenerator(ObjectWriteContext.empty(), line)) {
            to.writeStartObject();
            to.writeStringProperty("time", event.getInstant().toString());
            to.writeStringProperty("level", event.getLevel().toString());
            to.writeStringProperty("node", node);
            to.writeStringProperty("logger", event.getLoggerName());
            to.writeStringProperty("message", event.getFormattedMessage());
            if (event.getKeyValuePairs() != null) {
                facts(event.getKeyValuePairs(), to);
            }
            if (event.getThrowableProxy() != null) {
                to.writeStringProperty(
                        "error", ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
            to.writeEndObject();
        }
        line.write('\n');
        return line.toByteArray();
    }

    private static void facts(List<KeyValuePair> facts, JsonGenerator to) {
        to.writeObjectPropertyStart("facts");
        for (KeyValuePair fact : facts) {
            to.writeName(fact.key);
            switch (fact.value) {
                case Long number -> to.writeNumber(number);
                case Integer number -> to.writeNumber(number);
                case Double number when Double.isFinite(number) -> to.writeNumber(number);
                case Boolean flag -> to.writeBoolean(flag);
                case Literal literal -> to.writeRawValue(literal.text);
                case null -> to.writeNull();
                case Object other -> to.writeString(other.toString());
            }
        }
        to.writeEndObject();
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
