package moonlet.lua.engine;

import org.luaj.vm2.LuaString;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parser names tokens by number; this gives them the names that a programmer knows. */
final class Token {
    private static final int FIRST_WORD = 257;
    private static final List<String> WORDS =
            List.of(
                    ("and break do else elseif end false for function goto if in local nil not or"
                                    + " repeat return then true until while .. ... == >= <= ~= ::"
                                    + " <eof> <number> <name> <string>")
                            .split(" "));
    private static final Pattern NUMBERED = Pattern.compile("symbol (\\d+) \\(.*\\)");

    private Token() {}

    /** {@code unexpected symbol 61 (=)} becomes {@code unexpected symbol near '='}. */
    static String named(String message) {
        Matcher numbered = NUMBERED.matcher(message.replace("<eos>", "<eof>"));
        return numbered.replaceAll(
                match -> Matcher.quoteReplacement("symbol near " + name(match.group(1))));
    }

    private static String name(String number) {
        int token = Integer.parseInt(number);
        if (token < FIRST_WORD) {
            byte[] character = {(byte) token};
            return "'" + Utf8.string(LuaString.valueUsing(character)) + "'";
        }
        String word = WORDS.get(Math.min(token - FIRST_WORD, WORDS.size() - 1));
        return word.startsWith("<") ? word : "'" + word + "'";
    }
}
