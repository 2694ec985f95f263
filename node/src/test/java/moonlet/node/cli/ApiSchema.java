package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/** As much of JSON Schema as the API document uses; what it does not name must not be there. */
record ApiSchema(JsonNode document) {
    /** Checks the answer of an operation with status 200. */
    void check(String method, String path, JsonNode answer) {
        JsonNode schema =
                document.at("/paths")
                        .path(path)
                        .path(method)
                        .at("/responses/200/content/application~1json/schema");
        assertTrue(schema.isObject(), () -> "no answer of " + method + " " + path);
        check(schema, answer, path);
    }

    private void check(JsonNode schema, JsonNode value, String at) {
        if (schema.has("$ref")) {
            check(document.at(schema.get("$ref").asString().substring(1)), value, at);
            return;
        }
        List<String> types = new ArrayList<>();
        JsonNode type = schema.path("type");
        (type.isArray() ? type : List.of(type)).forEach(one -> types.add(one.asString()));
        assertTrue(types.contains(type(value)), () -> at + ": " + value + " is none of " + types);
        if (schema.has("enum")) {
            assertTrue(schema.get("enum").valueStream().anyMatch(value::equals), at + ": " + value);
        }
        if (value.isArray()) {
            value.forEach(item -> check(schema.get("items"), item, at + "[]"));
        }
        if (value.isObject() && schema.has("properties")) {
            assertEquals(
                    schema.get("properties").propertyNames().stream().sorted().toList(),
                    value.propertyNames().stream().sorted().toList(),
                    at);
            value.forEachEntry(
                    (name, field) ->
                            check(schema.get("properties").get(name), field, at + "." + name));
        }
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY -> "array";
            case BOOLEAN -> "boolean";
            case NULL -> "null";
            case NUMBER -> "integer";
            case OBJECT -> "object";
            case STRING -> "string";
            case BINARY, MISSING, POJO -> fail("no JSON: " + value);
        };
    }
}
