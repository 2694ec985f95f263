package moonlet.lua.security;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression of RE2, without look-around and back references: the texts that it is looked
 * for in come from programs, and its time grows with them and no faster.
 */
public final class Expression {
    private static final int LENGTH_MAX = 1_000;

    private final Pattern pattern;

    private Expression(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException if it is none; the message says why
     */
    public static Expression of(String text) {
        if (text.length() > LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "it has "
                            + text.length()
                            + " characters; at most "
                            + LENGTH_MAX
                            + " are allowed");
        }
        try {
            return new Expression(Pattern.compile(text));
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException(wrong.getDescription(), wrong);
        }
    }

    /** Whether it is written the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Expression same && same.pattern.pattern().equals(pattern.pattern());
    }

    @Override
    public int hashCode() {
        return pattern.pattern().hashCode();
    }

    boolean isIn(Object value) {
        return value instanceof String text && pattern.matcher(text).find();
    }

    boolean isNotIn(Object value) {
        return value instanceof String text && !pattern.matcher(text).find();
    }
}
