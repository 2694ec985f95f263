package moonlet.lua.security;

import java.util.regex.Pattern;

/** How conditions compare values: what reads as a number is one, also as a text. */
final class Comparison {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d{1,300}(\\.\\d{0,300})?|\\.\\d{1,300})([eE][+-]?\\d{1,3})?");

    private Comparison() {}

    static boolean equal(Object a, Object b) {
        Double left = number(a);
        Double right = number(b);
        return left != null && right != null
                ? left.doubleValue() == right.doubleValue()
                : a.equals(b);
    }

    /** Negative, zero or positive; null for values that have no order. */
    static Integer order(Object a, Object b) {
        Double left = number(a);
        Double right = number(b);
        if (left != null && right != null) {
            return Double.compare(left, right);
        }
        return a instanceof String text && b instanceof String other ? text.compareTo(other) : null;
    }

    private static Double number(Object value) {
        return switch (value) {
            case Number number -> number.doubleValue();
            case String text when NUMBER.matcher(text).matches() -> Double.valueOf(text);
            default -> null;
        };
    }
}
