package moonlet.node.cli;

import moonlet.lua.engine.Utf8;
import moonlet.node.app.Problem;
import moonlet.protocol.Failure;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.StringWriter;
import java.util.List;
import java.util.function.Consumer;

/** What the commands print with {@code -o json}; field names stay as they are between versions. */
final class JsonOutput {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonOutput() {}

    /** {@code {"error":{"kind":…,"message":…}}}. */
    static String error(Failure failure) {
        return object(
                json -> {
                    json.writeName("error");
                    json.writeStartObject();
                    json.writeStringProperty("kind", failure.kind().label());
                    json.writeStringProperty("message", Utf8.readable(failure.message()));
                    json.writeEndObject();
                });
    }

    /** {@code {"version":…,"java":…}}. */
    static String version(String version, String java) {
        return object(
                json -> {
                    json.writeStringProperty("version", version);
                    json.writeStringProperty("java", java);
                });
    }

    /** {@code {"problems":[{"file","line","entry","text"}],"warnings":[…]}}. */
    static String problems(List<Problem> problems, List<Problem> warnings) {
        return object(
                json -> {
                    list(json, "problems", problems);
                    list(json, "warnings", warnings);
                });
    }

    /** {@code {"passed":n,"failed":n,"tests":[{"id","case","ok","millis","reason"}]}}. */
    static String tests(List<TestResult> results) {
        return object(
                json -> {
                    long passed = results.stream().filter(TestResult::passed).count();
                    json.writeNumberProperty("passed", passed);
                    json.writeNumberProperty("failed", results.size() - passed);
                    json.writeArrayPropertyStart("tests");
                    for (TestResult result : results) {
                        json.writeStartObject();
                        json.writeStringProperty("id", result.id());
                        if (!result.caseName().isEmpty()) {
                            json.writeStringProperty("case", result.caseName());
                        }
                        json.writeBooleanProperty("ok", result.passed());
                        json.writeNumberProperty("millis", result.millis());
                        if (!result.passed()) {
                            json.writeStringProperty("reason", result.reason());
                        }
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                });
    }

    /** {@code {"values":[{"name","value","unit"}]}}. */
    static String bench(List<BenchValue> values) {
        return object(
                json -> {
                    json.writeArrayPropertyStart("values");
                    for (BenchValue value : values) {
                        json.writeStartObject();
                        json.writeStringProperty("name", value.name());
                        json.writeNumberProperty("value", value.value());
                        json.writeStringProperty("unit", value.unit());
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                });
    }

    private static void list(JsonGenerator json, String name, List<Problem> problems) {
        json.writeArrayPropertyStart(name);
        for (Problem problem : problems) {
            json.writeStartObject();
            json.writeStringProperty("file", problem.file());
            json.writeNumberProperty("line", problem.line());
            json.writeStringProperty("entry", problem.entry());
            json.writeStringProperty("text", Utf8.readable(problem.text()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String object(Consumer<JsonGenerator> fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            fields.accept(json);
            json.writeEndObject();
        }
        return text.toString();
    }
}
