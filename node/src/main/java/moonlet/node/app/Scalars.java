package moonlet.node.app;

import java.util.regex.Pattern;

/** What an unquoted YAML text means: the core schema of YAML 1.2. */
final class Scalars {
    /** Nothing longer is a number; it also bounds the work of the patterns. */
    private static final int NUMBER_LENGTH_MAX = 64;

    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
    private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern FLOAT =
            Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

    private Scalars() {}

    /** A String, Long, Double, Boolean or null. */
    static Object plain(String text) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> null;
            case "true", "True", "TRUE" -> true;
            case "false", "False", "FALSE" -> false;
            case ".nan", ".NaN", ".NAN" -> Double.NaN;
            case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF" -> Double.POSITIVE_INFINITY;
            case "-.inf", "-.Inf", "-.INF" -> Double.NEGATIVE_INFINITY;
            default -> text.length() > NUMBER_LENGTH_MAX ? text : number(text);
        };
    }

    private static Object number(String text) {
        if (DECIMAL.matcher(text).matches()) {
            return whole(text, text, 10);
        }
        if (OCTAL.matcher(text).matches()) {
            return whole(text, text.substring(2), 8);
        }
        if (HEX.matcher(text).matches()) {
            return whole(text, text.substring(2), 16);
        }
        return FLOAT.matcher(text).matches() ? Double.valueOf(text) : text;
    }

    /** A whole number too large for 64 bits becomes the nearest float, or stays text in hex. */
    private static Object whole(String text, String digits, int radix) {
        try {
            return Long.parseLong(digits, radix);
        } catch (NumberFormatException _) {
            return radix == 10 ? Double.valueOf(digits) : text;
        }
    }
}
