package moonlet.node.app;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/** Puts libraries into the order in which they can be loaded, and finds those that never can. */
final class Imports {
    private final Map<String, Entry> entries;
    private final Map<String, Definition> definitions;
    private final LoadLimits limits;
    private final Problems problems;

    /** What each code entry needs, itself last; a library that cannot be loaded is left out. */
    private final Map<String, SequencedSet<Entry.CodeEntry>> needs = new LinkedHashMap<>();

    private final List<String> path = new ArrayList<>();

    Imports(
            Map<String, Entry> entries,
            Map<String, Definition> definitions,
            LoadLimits limits,
            Problems problems) {
        this.entries = entries;
        this.definitions = definitions;
        this.limits = limits;
        this.problems = problems;
    }

    /** For each code entry the libraries it needs, those that others import first. */
    Map<String, List<Entry.CodeEntry>> ordered() {
        Map<String, List<Entry.CodeEntry>> ordered = new LinkedHashMap<>();
        for (Entry entry : entries.values()) {
            if (entry instanceof Entry.CodeEntry code) {
                List<Entry.CodeEntry> libraries = new ArrayList<>(visit(code));
                libraries.remove(code);
                ordered.put(code.id(), List.copyOf(libraries));
            }
        }
        return ordered;
    }

    private Collection<Entry.CodeEntry> visit(Entry.CodeEntry code) {
        if (needs.containsKey(code.id())) {
            return needs.get(code.id());
        }
        SequencedSet<Entry.CodeEntry> all = new LinkedHashSet<>();
        path.add(code.id());
        code.imports()
                .forEach(
                        (alias, id) -> {
                            if (isLibrary(id) && isLoadable(code, alias, id)) {
                                all.addAll(visit((Entry.CodeEntry) entries.get(id)));
                            }
                        });
        path.removeLast();
        all.add(code);
        needs.put(code.id(), all);
        return all;
    }

    private boolean isLibrary(String id) {
        return entries.get(id) instanceof Entry.CodeEntry code && code.kind() == Entry.Kind.LIBRARY;
    }

    private boolean isLoadable(Entry.CodeEntry code, String alias, String id) {
        Place place = definitions.get(code.id()).placeOf("imports", alias);
        int start = path.indexOf(id);
        if (start >= 0) {
            String cycle =
                    path.subList(start, path.size()).stream()
                            .collect(Collectors.joining(" -> ", "", " -> " + id));
            problems.mistake(
                    place,
                    code.id(),
                    "import cycle: " + cycle + "; move what they share into a library of its own");
            return false;
        }
        if (path.size() > limits.importDepthMax()) {
            problems.mistake(
                    place,
                    code.id(),
                    "imports nest deeper than importDepthMax=" + limits.importDepthMax());
            return false;
        }
        return true;
    }
}
