package moonlet.node.cli;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Arguments of a command that are JSON values. */
final class JsonArguments {
    private static final JsonMapper MAPPER = new JsonMapper();

    private JsonArguments() {}

    /**
     * @param wrong makes what is thrown where one is no JSON
     */
    static List<JsonNode> of(List<String> texts, Function<String, RuntimeException> wrong) {
        List<JsonNode> values = new ArrayList<>();
        for (String text : texts) {
            try {
                values.add(MAPPER.readTree(text));
            } catch (JacksonException notJson) {
                throw wrong.apply(
                        "not JSON: " + text + "; strings need quotes: '\"" + text + "\"'");
            }
        }
        return values;
    }
}
