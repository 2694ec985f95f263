package moonlet.node.app;

import moonlet.lua.security.Condition;
import moonlet.lua.security.Expression;
import moonlet.lua.security.Field;
import moonlet.lua.security.Operand;
import moonlet.lua.security.Operator;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Reads one condition of a policy. */
final class ConditionReader {
    private static final Set<String> FIELDS = Set.of("field", "operator", "value", "value_from");

    private final Definition definition;
    private final Tree.Fields fields;
    private final FieldReader reader;
    private final Problems problems;

    ConditionReader(Definition definition, Tree.Fields fields, Problems problems) {
        this.definition = definition;
        this.fields = fields;
        this.reader = new FieldReader(fields, definition.id(), "condition.", problems);
        this.problems = problems;
    }

    /** The condition, or null where a mistake leaves none. */
    Condition read() {
        reader.warnOfUnknown(FIELDS, "condition");
        Field field = field(reader.required("field", fields.place(), "add field: actor.id"));
        Operator operator = operator();
        Operand operand = operator == null ? null : operand(operator);
        return field == null || operand == null ? null : new Condition(field, operator, operand);
    }

    private Field field(Tree.Scalar text) {
        Field field = text == null ? null : Field.parse(text.text());
        if (text != null && field == null) {
            mistake(
                    text.place(),
                    "a field is actor.id, actor.meta.NAME, action, resource or meta.NAME, found "
                            + Problem.quoted(text.text()));
        }
        return field;
    }

    private Operator operator() {
        List<String> all = Arrays.stream(Operator.values()).map(Operator::text).toList();
        Tree.Scalar text =
                reader.required("operator", fields.place(), "add one of " + String.join(", ", all));
        Operator operator = text == null ? null : Operator.named(text.text());
        if (text != null && operator == null) {
            mistake(
                    text.place(),
                    "unknown operator "
                            + Problem.quoted(text.text())
                            + Nearest.hintOr(
                                    text.text(), all, "; operators are " + String.join(", ", all)));
        }
        return operator;
    }

    private Operand operand(Operator operator) {
        Tree value = fields.get("value");
        Tree from = fields.get("value_from");
        if (operator.asksOnlyIfThere()) {
            return value == null && from == null
                    ? new Operand.Nothing()
                    : wrong(fields.place(), operator, "has neither value nor value_from");
        }
        if ((value == null) == (from == null)) {
            return wrong(fields.place(), operator, "needs a value or a value_from, and not both");
        }
        if (from != null && operator.takesExpression()) {
            return wrong(from.place(), operator, "needs a value: a regular expression");
        }
        if (from != null) {
            Field other = field(reader.scalar("value_from"));
            return other == null ? null : new Operand.From(other);
        }
        return written(operator, value);
    }

    private Operand written(Operator operator, Tree value) {
        if (operator.takesList() != value instanceof Tree.Items) {
            return wrong(
                    value.place(),
                    operator,
                    operator.takesList()
                            ? "needs a list such as [a, b], found " + value.describe()
                            : "needs one value, found " + value.describe());
        }
        Object read = value.value(Tree.Scalar::text);
        if (operator.orders() && read instanceof Boolean) {
            return wrong(value.place(), operator, "needs a text or a number, found " + read);
        }
        return operator.takesExpression()
                ? expression(operator, (Tree.Scalar) value)
                : new Operand.Value(read);
    }

    private Operand expression(Operator operator, Tree.Scalar text) {
        try {
            return new Operand.Value(Expression.of(text.text()));
        } catch (IllegalArgumentException wrong) {
            return wrong(
                    text.place(),
                    operator,
                    "needs a regular expression of RE2, found "
                            + Problem.quoted(text.text())
                            + ": "
                            + wrong.getMessage());
        }
    }

    private Operand wrong(Place place, Operator operator, String what) {
        mistake(place, "a condition with operator " + operator.text() + " " + what);
        return null;
    }

    private void mistake(Place place, String text) {
        problems.mistake(place, definition.id(), text);
    }
}
