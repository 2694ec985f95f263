package moonlet.lua.json;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

import dev.harrel.jsonschema.Evaluator;

/**
 * A regular expression of a script: of RE2, within limits. The time for a match grows with the
 * text, no faster.
 */
public final class SafePattern {
    /** It is none, or beyond the limits, or the text is; says why. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String text) {
            super(text, null, false, false);
        }
    }

    public static final int CHARS_MAX = 1000;
    private static final long SIZE_MAX = 10_000;
    private static final long MATCH_MAX = 10_000_000; // size times characters: a tenth of a second
    private static final int MATCH_PER_STEP = 10_000;
    private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");

    private final Pattern pattern;
    private final long size;

    private SafePattern(Pattern pattern, long size) {
        this.pattern = pattern;
        this.size = size;
    }

    /**
     * Compiles it.
     *
     * @throws Refused if it is none, or too large
     */
    public static SafePattern of(String text) {
        if (text.length() > CHARS_MAX || size(text) > SIZE_MAX) {
            throw new Refused(
                    "a regular expression is too large: at most "
                            + CHARS_MAX
                            + " characters, and with all its counts {n} multiplied "
                            + SIZE_MAX);
        }
        try {
            return new SafePattern(Pattern.compile(text), size(text));
        } catch (PatternSyntaxException error) {
            throw new Refused(
                    "the regular expression \""
                            + text
                            + "\" is not one of RE2 (no look-around, no back references): "
                            + error.getDescription());
        }
    }

    private static long size(String text) {
        long size = text.length();
        for (Matcher count = COUNT.matcher(text); count.find() && size <= SIZE_MAX; ) {
            String most = count.group(2);
            String times = most == null || most.isEmpty() ? count.group(1) : most;
            size *= Math.max(1, Long.parseLong(times));
        }
        return size;
    }

    /**
     * Whether a part of the text matches.
     *
     * @throws Refused if the text is too long for it
     */
    public boolean find(String text, Cost cost) {
        long match = size * text.length();
        if (match > MATCH_MAX) {
            throw new Refused("a text is too long for the regular expression " + pattern);
        }
        cost.work(1 + match / MATCH_PER_STEP);
        return pattern.matcher(text).find();
    }

    /** The keyword {@code pattern}. */
    static Evaluator keyword(String text) {
        SafePattern pattern = of(text);
        return (ctx, node) ->
                !node.isString() || pattern.find(node.asString(), ((LuaNode) node).cost())
                        ? Evaluator.Result.success()
                        : Evaluator.Result.failure(
                                "does not match the regular expression " + pattern.pattern);
    }
}
