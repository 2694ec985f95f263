package moonlet.node.admin;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;
import java.util.Map;

/** Values as JSON and back: maps, lists, texts, numbers, booleans and null. */
final class Json {
    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /**
     * Reads an object.
     *
     * @throws IllegalArgumentException if the text is none; says why
     */
    @SuppressWarnings("unchecked")
    static Map<String, Object> readObject(String text) {
        return read(text) instanceof Map<?, ?> map
                ? (Map<String, Object>) map
                : refuse("a JSON object such as {\"to\": \"name\"} is expected");
    }

    /**
     * A text in an object.
     *
     * @throws IllegalArgumentException if it is not there, or something else
     */
    static String text(Map<String, Object> object, String name) {
        return object.get(name) instanceof String text
                ? text
                : refuse(name + " is missing, or no text");
    }

    /**
     * Reads a list.
     *
     * @throws IllegalArgumentException if the text is none; says why
     */
    static List<?> readList(String text) {
        return read(text) instanceof List<?> list ? list : refuse("a JSON array is expected");
    }

    private static Object read(String text) {
        try {
            return MAPPER.readValue(text, Object.class);
        } catch (JacksonException wrong) {
            return refuse("not JSON: " + wrong.getOriginalMessage());
        }
    }

    private static <T> T refuse(String why) {
        throw new IllegalArgumentException(why);
    }
}
