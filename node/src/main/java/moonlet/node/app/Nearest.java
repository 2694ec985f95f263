package moonlet.node.app;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which of the known names someone meant. */
public final class Nearest {
    private static final int LENGTH_MAX = 128;
    private static final int EDITS_MAX = 3;

    private Nearest() {}

    /** The candidate with the fewest edits from {@code word}, if it is near enough to be meant. */
    public static Optional<String> to(String word, Collection<String> candidates) {
        String wanted = plain(word);
        int allowed = Math.min(EDITS_MAX, Math.max(1, wanted.length() / 3));
        record Guess(String name, int edits) {}
        return candidates.stream()
                .filter(name -> Math.abs(plain(name).length() - wanted.length()) <= allowed)
                .filter(name -> name.length() <= LENGTH_MAX && !name.equals(word))
                .map(name -> new Guess(name, edits(wanted, plain(name))))
                .filter(guess -> guess.edits() <= allowed)
                .min(Comparator.comparingInt(Guess::edits).thenComparing(Guess::name))
                .map(Guess::name);
    }

    /** A question to append to an error, or nothing: {@code ; did you mean "time"?} */
    public static String hint(String word, Collection<String> candidates) {
        return hintOr(word, candidates, "");
    }

    /** The same; {@code otherwise} where nothing is near, such as {@code ; known are a, b}. */
    public static String hintOr(String word, Collection<String> candidates, String otherwise) {
        return to(word, candidates).map(Nearest::question).orElse(otherwise);
    }

    /** As {@link #hint}, for ids: the same name in another namespace is a good guess too. */
    public static String hintForId(String id, Collection<String> ids) {
        String name = id.substring(id.indexOf(':') + 1);
        return to(id, ids)
                .or(
                        () ->
                                ids.stream()
                                        .filter(other -> other.endsWith(":" + name))
                                        .sorted()
                                        .findFirst())
                .map(Nearest::question)
                .orElse("");
    }

    private static String question(String name) {
        return "; did you mean \"" + name + "\"?";
    }

    /** Capitals and word separators are what people mix up first; they cost nothing. */
    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    /** Insertions, deletions, replacements and swaps of neighbours that turn one into the other. */
    private static int edits(String from, String to) {
        int[] before = new int[to.length() + 1];
        int[] above = new int[to.length() + 1];
        for (int j = 0; j < above.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            before = above;
            above = row;
        }
        return above[to.length()];
    }
}
