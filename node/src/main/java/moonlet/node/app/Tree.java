package moonlet.node.app;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A YAML value in which everything knows where it is written. Immutable. */
sealed interface Tree {
    Place place();

    /** What an error calls this value. */
    String describe();

    /**
     * The value as Lua will see it: nested unmodifiable maps and lists of String, Long, Double,
     * Boolean and null.
     *
     * @param texts what stands for each text
     */
    Object value(Function<Scalar, String> texts);

    /** How a scalar was written; a text that came from the environment may be read as any type. */
    enum Style {
        PLAIN,
        QUOTED,
        BLOCK,
        FROM_ENVIRONMENT
    }

    record Scalar(Place place, Object value, String text, Style style) implements Tree {
        boolean isText() {
            return value instanceof String || style == Style.FROM_ENVIRONMENT;
        }

        @Override
        public String describe() {
            return switch (value) {
                case null -> "nothing";
                case String _ -> "the text " + Problem.quoted(text);
                case Boolean flag -> flag.toString();
                default -> "the number " + Problem.quoted(text).replace("\"", "");
            };
        }

        @Override
        public Object value(Function<Scalar, String> texts) {
            return value instanceof String ? texts.apply(this) : value;
        }
    }

    record Items(Place place, List<Tree> items) implements Tree {
        @Override
        public String describe() {
            return "a list";
        }

        @Override
        public Object value(Function<Scalar, String> texts) {
            List<Object> values = new ArrayList<>(items.size());
            items.forEach(item -> values.add(item.value(texts)));
            return Collections.unmodifiableList(values);
        }
    }

    /** A key and its value; the place is that of the key. */
    record Field(String name, Place place, Tree value) {}

    record Fields(Place place, Map<String, Field> fields) implements Tree {
        @Override
        public String describe() {
            return "a map";
        }

        @Override
        public Map<String, Object> value(Function<Scalar, String> texts) {
            Map<String, Object> values = new LinkedHashMap<>();
            fields.forEach((name, field) -> values.put(name, field.value().value(texts)));
            return Collections.unmodifiableMap(values);
        }

        /** The value of a field; null where it is absent or empty ({@code key:}). */
        Tree get(String name) {
            Field field = fields.get(name);
            boolean absent =
                    field == null
                            || field.value() instanceof Scalar(_, Object value, _, _)
                                    && value == null;
            return absent ? null : field.value();
        }

        /** This map with one more field, or with another value for it. */
        Fields with(Field field) {
            Map<String, Field> changed = new LinkedHashMap<>(fields);
            changed.put(field.name(), field);
            return new Fields(place, Collections.unmodifiableMap(changed));
        }
    }
}
