package moonlet.lua.engine;

import org.luaj.vm2.LuaString;

import java.util.regex.Pattern;

/**
 * Syntax errors as Lua words them: the parser numbers its tokens, quotes kinds of tokens like
 * tokens, and leaves out near which token it stopped.
 */
final class SyntaxText {
    private static final int TOKEN_BYTES_MAX = 80;
    private static final Pattern NUMBERED = Pattern.compile(" symbol \\d+ \\(.*\\)$");
    private static final Pattern KIND = Pattern.compile("'(<\\w+>)'");
    private static final Pattern LABEL = Pattern.compile("label '(\\w+) already");
    private static final Pattern BREAK =
            Pattern.compile("no visible label 'break' for <goto> (at line \\d+)");
    private static final Pattern DETAIL = Pattern.compile("(malformed number) \\(.*");

    /** Errors that are about no token: places of labels, and sizes. */
    private static final Pattern ABOUT_NO_TOKEN =
            Pattern.compile(
                    ":\\d+: (no visible label |label '|<[\\w ]+> at line |main function has more"
                            + " than|function at line \\d+ has more than|chunk has too many).*");

    private SyntaxText() {}

    /**
     * Lua's words for an error.
     *
     * @param text of the parser, with or without a position in front
     */
    static String of(String text, SourceBytes source) {
        String plain = KIND.matcher(text.replace("<eos>", "<eof>")).replaceAll("$1");
        plain = NUMBERED.matcher(plain).replaceAll(" symbol");
        plain = DETAIL.matcher(plain).replaceAll("$1");
        plain = LABEL.matcher(plain).replaceAll("label '$1' already");
        plain = BREAK.matcher(plain).replaceAll("<break> $1 not inside a loop");
        return ABOUT_NO_TOKEN.matcher(plain).find() ? plain : plain + " near " + near(source);
    }

    private static String near(SourceBytes source) {
        byte[] token = source.token();
        if (token == SourceBytes.END) {
            return "<eof>";
        }
        int length = Math.min(token.length, TOKEN_BYTES_MAX);
        String shown = Utf8.string(LuaString.valueUsing(token, 0, length));
        return "'" + shown + (length < token.length ? "..." : "") + "'";
    }
}
