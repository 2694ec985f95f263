package moonlet.node.app;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Everything found so far while one application or configuration is read; owned by its reader. */
final class Problems {
    private static final Comparator<Problem> BY_PLACE =
            Comparator.comparing(Problem::file).thenComparingInt(Problem::line);

    private final Set<Problem> mistakes = new LinkedHashSet<>(); // each is told once
    private final Set<Problem> warnings = new LinkedHashSet<>();
    private final SortedSet<String> unreadable = new TreeSet<>();

    void mistake(Place place, String entry, String text) {
        mistakes.add(new Problem(place.file(), place.line(), entry, text));
    }

    void warning(Place place, String entry, String text) {
        warnings.add(new Problem(place.file(), place.line(), entry, text));
    }

    /** A whole file is lost, so that others may refer to entries that nobody has seen. */
    void unreadable(Place place, String text) {
        unreadable.add(place.file());
        mistake(place, "", text);
    }

    /** What to add to "there is no such entry" while some file could not be read. */
    String unreadableHint() {
        return unreadable.isEmpty()
                ? ""
                : " (it may be in " + String.join(", ", unreadable) + ", which cannot be read)";
    }

    boolean isEmpty() {
        return mistakes.isEmpty();
    }

    List<Problem> mistakes() {
        return mistakes.stream().sorted(BY_PLACE).toList();
    }

    List<Problem> warnings() {
        return warnings.stream().sorted(BY_PLACE).toList();
    }
}
