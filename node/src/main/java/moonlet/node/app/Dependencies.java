package moonlet.node.app;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;

/** Checks what services require: that it is there, can be waited for, and comes to an end. */
final class Dependencies {
    private final Map<String, Definition> definitions;
    private final Problems problems;
    private final Set<String> checked = new HashSet<>();
    private final SequencedSet<String> path = new LinkedHashSet<>();

    Dependencies(Map<String, Definition> definitions, Problems problems) {
        this.definitions = definitions;
        this.problems = problems;
    }

    void check() {
        definitions.values().stream().filter(Dependencies::isService).forEach(this::check);
    }

    private void check(Definition service) {
        if (!checked.add(service.id())) {
            return;
        }
        path.add(service.id());
        for (Tree.Scalar id : required(service)) {
            Definition found = definitions.get(id.text());
            if (found == null) {
                problems.mistake(
                        id.place(),
                        service.id(),
                        "lifecycle.requires: there is no entry "
                                + Problem.quoted(id.text())
                                + Nearest.hintForId(id.text(), services())
                                + problems.unreadableHint());
            } else if (Kinds.isCode(found.kind())) {
                problems.mistake(
                        id.place(),
                        service.id(),
                        "lifecycle.requires: "
                                + id.text()
                                + " is a "
                                + found.kind()
                                + ", which the node does not start; it has to be a "
                                + Kinds.SERVICE);
            } else if (path.contains(found.id())) {
                problems.mistake(id.place(), service.id(), cycle(found.id()));
            } else if (isService(found)) {
                check(found);
            }
        }
        path.removeLast();
    }

    private String cycle(String id) {
        List<String> ids = new ArrayList<>(path);
        List<String> around = new ArrayList<>(ids.subList(ids.indexOf(id), ids.size()));
        around.add(id);
        return "lifecycle.requires: "
                + id
                + " would wait for itself: "
                + String.join(" -> ", around)
                + "; take one of them out";
    }

    private static List<Tree.Scalar> required(Definition service) {
        List<Tree.Scalar> ids = new ArrayList<>();
        if (service.fields().get("lifecycle") instanceof Tree.Fields lifecycle) {
            for (String field : List.of("requires", "depends_on")) {
                if (lifecycle.get(field) instanceof Tree.Items list) {
                    list.items().stream()
                            .filter(item -> item instanceof Tree.Scalar id && id.isText())
                            .forEach(item -> ids.add((Tree.Scalar) item));
                }
            }
        }
        return ids;
    }

    private static boolean isService(Definition definition) {
        return definition.kind().equals(Kinds.SERVICE);
    }

    private Set<String> services() {
        Set<String> ids = new TreeSet<>();
        definitions.values().stream()
                .filter(Dependencies::isService)
                .forEach(definition -> ids.add(definition.id()));
        return ids;
    }
}
