package moonlet.lua.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Rules with alternatives, of which random texts are made; {@code programs.grammar} says how they
 * are written. The same seed gives the same text.
 */
final class Grammar {
    /** Deeper parts take the alternatives that need no others, so that each text ends. */
    private static final int DEPTH_MAX = 7;

    private static final Pattern PART = Pattern.compile("@([a-z]+|#)|~(?!=)");

    /** The alternatives of one rule; the brief ones need no other rules. */
    private record Rule(List<String> all, List<String> brief) {
        String choose(Random random, int depth) {
            List<String> from = depth < DEPTH_MAX || brief.isEmpty() ? all : brief;
            return from.get(random.nextInt(from.size()));
        }
    }

    private final Map<String, Rule> rules = new HashMap<>();

    private Grammar(List<String> lines) {
        Rule rule = null;
        for (String line : lines) {
            if (line.matches("\\[[a-z]+]")) {
                rule = new Rule(new ArrayList<>(), new ArrayList<>());
                rules.put(line.substring(1, line.length() - 1), rule);
            } else if (rule != null && !line.isEmpty()) {
                rule.all.add(line);
                if (!PART.matcher(line).find()) {
                    rule.brief.add(line);
                }
            }
        }
    }

    static Grammar read(String resource) {
        try (var in = Grammar.class.getResourceAsStream(resource)) {
            return new Grammar(new String(in.readAllBytes(), UTF_8).lines().toList());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A text by the rule {@code program}. */
    String text(long seed) {
        var writing = new Writing(new Random(seed));
        writing.add("program", 0);
        return writing.text.toString();
    }

    private final class Writing {
        private final Random random;
        private final StringBuilder text = new StringBuilder();
        private int uses;

        Writing(Random random) {
            this.random = random;
        }

        void add(String name, int depth) {
            String alternative = rules.get(name).choose(random, depth);
            String use = String.valueOf(++uses);
            var part = PART.matcher(alternative);
            int from = 0;
            while (part.find()) {
                text.append(alternative, from, part.start());
                from = part.end();
                switch (part.group()) {
                    case "~" -> text.append('\n');
                    case "@#" -> text.append(use);
                    default -> add(part.group(1), depth + 1);
                }
            }
            text.append(alternative, from, alternative.length());
        }
    }
}
