package moonlet.node.app;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts environment variables where the texts of a configuration say <code>${env:NAME}</code>. */
final class EnvironmentText {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:([^}]*)}");

    private final Map<String, String> environment;
    private final Problems problems;

    EnvironmentText(Map<String, String> environment, Problems problems) {
        this.environment = environment;
        this.problems = problems;
    }

    Tree.Fields fill(Tree.Fields map) {
        Map<String, Tree.Field> fields = new LinkedHashMap<>();
        map.fields()
                .forEach(
                        (name, field) ->
                                fields.put(
                                        name,
                                        new Tree.Field(name, field.place(), fill(field.value()))));
        return new Tree.Fields(map.place(), Collections.unmodifiableMap(fields));
    }

    private Tree fill(Tree tree) {
        return switch (tree) {
            case Tree.Fields map -> fill(map);
            case Tree.Items list -> {
                List<Tree> items = new ArrayList<>();
                list.items().forEach(item -> items.add(fill(item)));
                yield new Tree.Items(list.place(), Collections.unmodifiableList(items));
            }
            case Tree.Scalar scalar -> scalar.value() instanceof String ? fill(scalar) : scalar;
        };
    }

    private Tree fill(Tree.Scalar scalar) {
        Matcher variable = VARIABLE.matcher(scalar.text());
        if (!variable.find()) {
            return scalar;
        }
        String filled =
                variable.replaceAll(
                        found -> Matcher.quoteReplacement(value(found.group(1), scalar.place())));
        boolean plain = scalar.style() == Tree.Style.PLAIN;
        Object value = plain ? Scalars.plain(filled) : filled;
        return new Tree.Scalar(scalar.place(), value, filled, Tree.Style.FROM_ENVIRONMENT);
    }

    private String value(String name, Place place) {
        String value = environment.get(name);
        if (value == null) {
            problems.mistake(
                    place,
                    "",
                    "the environment variable "
                            + Problem.quoted(name)
                            + " is not set; set it or write the value here");
            return "";
        }
        return value;
    }
}
