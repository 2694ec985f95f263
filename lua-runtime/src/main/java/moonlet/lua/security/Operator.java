package moonlet.lua.security;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/** How a condition compares a field with its operand. */
public enum Operator {
    EQ,
    NE,
    LT,
    GT,
    LTE,
    GTE,
    /** The field is in a list. */
    IN,
    NIN,
    EXISTS,
    NEXISTS,
    /** A text has a part, or a list an item. */
    CONTAINS,
    NCONTAINS,
    /** A regular expression is found in the text. */
    MATCHES,
    NMATCHES;

    /** The operator that policies write so, or null. */
    public static Operator named(String text) {
        return Arrays.stream(values()).filter(o -> o.text().equals(text)).findFirst().orElse(null);
    }

    /** As policies write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it asks only if there is a field. */
    public boolean asksOnlyIfThere() {
        return this == EXISTS || this == NEXISTS;
    }

    /** Whether its operand is a list. */
    public boolean takesList() {
        return this == IN || this == NIN;
    }

    /** Whether its operand is a regular expression. */
    public boolean takesExpression() {
        return this == MATCHES || this == NMATCHES;
    }

    /** Whether its operand has to be a text or a number. */
    public boolean orders() {
        return this == LT || this == GT || this == LTE || this == GTE;
    }

    /** How many characters it looks at, in the worst case. */
    long work(Object found, Object wanted) {
        return switch (found) {
            case String text when takesExpression() -> 16L * text.length();
            case String text when wanted instanceof String part ->
                    this == CONTAINS || this == NCONTAINS
                            ? (long) text.length() * Math.min(part.length(), text.length())
                            : text.length();
            case List<?> list -> list.size();
            default -> wanted instanceof List<?> list ? list.size() : 1;
        };
    }

    /** Whether it holds for two values that are there; false where they cannot be compared so. */
    boolean holds(Object found, Object wanted) {
        return switch (this) {
            case EXISTS -> true;
            case NEXISTS -> false;
            case EQ -> Comparison.equal(found, wanted);
            case NE -> !Comparison.equal(found, wanted);
            case LT -> isOrder(found, wanted, order -> order < 0);
            case LTE -> isOrder(found, wanted, order -> order <= 0);
            case GT -> isOrder(found, wanted, order -> order > 0);
            case GTE -> isOrder(found, wanted, order -> order >= 0);
            case IN -> wanted instanceof List<?> list && has(list, found);
            case NIN -> wanted instanceof List<?> list && !has(list, found);
            case CONTAINS -> Boolean.TRUE.equals(contains(found, wanted));
            case NCONTAINS -> Boolean.FALSE.equals(contains(found, wanted));
            case MATCHES -> wanted instanceof Expression expression && expression.isIn(found);
            case NMATCHES -> wanted instanceof Expression expression && expression.isNotIn(found);
        };
    }

    private static boolean isOrder(Object found, Object wanted, IntPredicate meant) {
        Integer order = Comparison.order(found, wanted);
        return order != null && meant.test(order);
    }

    /** Null where a value has no parts. */
    private static Boolean contains(Object found, Object wanted) {
        return switch (found) {
            case List<?> list -> has(list, wanted);
            case String text when wanted instanceof String part -> text.contains(part);
            default -> null;
        };
    }

    private static boolean has(List<?> list, Object wanted) {
        return list.stream().anyMatch(item -> item != null && Comparison.equal(item, wanted));
    }
}
