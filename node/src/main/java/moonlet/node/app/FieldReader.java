package moonlet.node.app;

import moonlet.lua.time.DurationReading;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the fields of one map by type, and notes what is wrong with each. A field that is wrong is
 * read as if it were absent, so that everything else is checked too.
 */
final class FieldReader {
    private final Tree.Fields fields;
    private final String entry;
    private final String path;
    private final Problems problems;

    /**
     * @param entry whose fields these are
     * @param path in front of the names of fields in messages: empty, or {@code host.}
     */
    FieldReader(Tree.Fields fields, String entry, String path, Problems problems) {
        this.fields = fields;
        this.entry = entry;
        this.path = path;
        this.problems = problems;
    }

    /** Where all of them are. */
    Place place() {
        return fields.place();
    }

    /** Where a field is; where all of them are if it is absent. */
    Place place(String name) {
        Tree tree = fields.get(name);
        return tree == null ? fields.place() : tree.place();
    }

    /** Whether a field is there and not empty. */
    boolean has(String name) {
        return fields.get(name) != null;
    }

    /** The text of a field, or null. */
    String text(String name) {
        Tree.Scalar scalar = scalar(name);
        return scalar == null ? null : scalar.text();
    }

    /** The text of a field with its place, or null. */
    Tree.Scalar scalar(String name) {
        Tree tree = fields.get(name);
        if (tree instanceof Tree.Scalar scalar && scalar.isText()) {
            return scalar;
        }
        return wrong(name, tree, "text");
    }

    /** As {@link #scalar}; its absence or emptiness is a mistake at {@code place}. */
    Tree.Scalar required(String name, Place place, String advice) {
        if (fields.get(name) == null) {
            problems.mistake(place, entry, "missing " + path + name + ": " + advice);
            return null;
        }
        Tree.Scalar scalar = scalar(name);
        if (scalar != null && scalar.text().isBlank()) {
            problems.mistake(scalar.place(), entry, path + name + " is empty: " + advice);
            return null;
        }
        return scalar;
    }

    long whole(String name, long min, long max, long otherwise) {
        Tree tree = fields.get(name);
        Object value = tree instanceof Tree.Scalar scalar ? number(scalar) : null;
        if (value instanceof Double real && real == Math.rint(real) && Math.abs(real) < 1L << 53) {
            value = real.longValue();
        }
        if (value instanceof Long number && number >= min && number <= max) {
            return number;
        }
        wrong(name, tree, "a whole number from " + min + " to " + max);
        return otherwise;
    }

    double real(String name, int min, int max, double otherwise) {
        Tree tree = fields.get(name);
        Object value = tree instanceof Tree.Scalar scalar ? number(scalar) : null;
        if (value instanceof Number number
                && number.doubleValue() >= min
                && number.doubleValue() <= max) {
            return number.doubleValue();
        }
        wrong(name, tree, "a number from " + min + " to " + max);
        return otherwise;
    }

    boolean flag(String name, boolean otherwise) {
        Tree tree = fields.get(name);
        if (tree instanceof Tree.Scalar scalar && number(scalar) instanceof Boolean flag) {
            return flag;
        }
        wrong(name, tree, "true or false");
        return otherwise;
    }

    Duration duration(String name, Duration otherwise) {
        Tree tree = fields.get(name);
        if (tree instanceof Tree.Scalar scalar
                && DurationReading.ofText(scalar.text())
                        instanceof DurationReading.Nanos(long nanos)
                && nanos > 0) {
            return Duration.ofNanos(nanos);
        }
        wrong(name, tree, "a duration above 0, such as 10s");
        return otherwise;
    }

    /** The items of a list; none where the field is absent. */
    List<Tree> items(String name) {
        Tree tree = fields.get(name);
        if (tree instanceof Tree.Items list) {
            return list.items();
        }
        wrong(name, tree, "a list such as [a, b]");
        return List.of();
    }

    /** The texts of a list. */
    List<Tree.Scalar> texts(String name) {
        List<Tree.Scalar> texts = new ArrayList<>();
        for (Tree item : items(name)) {
            if (item instanceof Tree.Scalar scalar && scalar.isText()) {
                texts.add(scalar);
            } else {
                mustBe(item.place(), "every item of " + path + name, "text", item);
            }
        }
        return texts;
    }

    /** One text, or a list of them; that there is none is a mistake at {@code place}. */
    List<Tree.Scalar> oneOrMore(String name, Place place, String advice) {
        if (!(fields.get(name) instanceof Tree.Items list)) {
            Tree.Scalar one = required(name, place, advice);
            return one == null ? List.of() : List.of(one);
        }
        if (list.items().isEmpty()) {
            problems.mistake(list.place(), entry, path + name + " is empty: " + advice);
        }
        return texts(name);
    }

    /** A map, or null. */
    Tree.Fields map(String name) {
        Tree tree = fields.get(name);
        return tree instanceof Tree.Fields map
                ? map
                : wrong(name, tree, "a map such as {key: value}");
    }

    /** The reader of a map inside this one; of an empty one where it is absent. */
    FieldReader inside(String name) {
        Tree.Fields map = map(name);
        Tree.Fields present = map == null ? new Tree.Fields(fields.place(), Map.of()) : map;
        return new FieldReader(present, entry, path + name + ".", problems);
    }

    /** What {@code limits:} says. */
    LimitOverrides limits() {
        Tree.Fields map = map("limits");
        Map<Limit, Long> values = new EnumMap<>(Limit.class);
        if (map == null) {
            return LimitOverrides.NONE;
        }
        FieldReader reader = inside("limits");
        for (Tree.Field field : map.fields().values()) {
            Limit limit = Limit.named(field.name());
            if (limit == null) {
                String all = "; limits are " + String.join(", ", Limit.names());
                problems.mistake(
                        field.place(),
                        entry,
                        "unknown limit "
                                + Problem.quoted(field.name())
                                + Nearest.hintOr(field.name(), Limit.names(), all));
            } else {
                long value = reader.whole(field.name(), limit.min(), limit.max(), -1);
                if (value >= 0) {
                    values.put(limit, value);
                }
            }
        }
        return new LimitOverrides(values);
    }

    /** The fields that nobody knows. */
    List<Tree.Field> unknown(Collection<String> known) {
        return fields.fields().values().stream().filter(f -> !known.contains(f.name())).toList();
    }

    /** Warns of fields that nobody knows. */
    void warnOfUnknown(Collection<String> known, String owner) {
        for (Tree.Field field : unknown(known)) {
            problems.warning(
                    field.place(),
                    entry,
                    "unknown field "
                            + Problem.quoted(path + field.name())
                            + " of a "
                            + owner
                            + " is ignored"
                            + Nearest.hint(field.name(), known));
        }
    }

    /** Says that the value of a field is not what it has to be. */
    void mustBe(Place place, String what, String allowed, Tree found) {
        problems.mistake(
                place, entry, what + " must be " + allowed + ", found " + found.describe());
    }

    private <T> T wrong(String name, Tree found, String allowed) {
        if (found != null) {
            mustBe(found.place(), path + name, allowed, found);
        }
        return null;
    }

    private static Object number(Tree.Scalar scalar) {
        boolean anyType = scalar.style() == Tree.Style.FROM_ENVIRONMENT;
        return anyType ? Scalars.plain(scalar.text()) : scalar.value();
    }
}
