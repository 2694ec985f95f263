package moonlet.node.app;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Checks that the ids which entries name are there, and of the right kind. */
final class References {
    private final Map<String, Definition> definitions;
    private final Map<String, Entry> entries;
    private final Problems problems;

    /** {@code definitions} also has what is skipped or wrong, so that nobody calls it missing. */
    References(Map<String, Definition> definitions, Map<String, Entry> entries, Problems problems) {
        this.definitions = definitions;
        this.entries = entries;
        this.problems = problems;
    }

    void check() {
        // Also where the code cannot be run: all mistakes are to be seen at once.
        definitions.values().stream()
                .filter(definition -> Kinds.isCode(definition.kind()))
                .forEach(this::checkImports);
        for (Entry entry : List.copyOf(entries.values())) {
            switch (entry) {
                case Entry.CodeEntry code -> {
                    checkHost(code);
                    checkIsTest(code);
                }
                case Entry.ServiceEntry service -> {
                    checkSecurity(service);
                    checkService(service);
                }
                case Entry.VariableEntry variable -> checkStorage(variable);
                case Entry.StorageEntry storage -> checkRouter(storage);
                case Entry.HostEntry _,
                        Entry.GroupScopeEntry _,
                        Entry.StoreEntry _,
                        Entry.PolicyEntry _ -> {}
            }
        }
    }

    /**
     * A node that offers none of the hosts that it is to offer would take no process.
     *
     * @param hosts ids, and where each is named
     */
    void checkOffered(Map<String, Place> hosts) {
        Set<String> known = new TreeSet<>(ids(Kinds.HOST));
        known.removeIf(Shipped::owns); // every node offers those
        Set<String> wrong = new TreeSet<>(hosts.keySet());
        wrong.removeAll(known);
        for (String id : wrong) {
            problems.mistake(
                    hosts.get(id),
                    "node.hosts",
                    "there is no process.host "
                            + Problem.quoted(id)
                            + Nearest.hintForId(id, known)
                            + (known.isEmpty()
                                    ? "; the application has none"
                                    : "; the application has " + String.join(", ", known))
                            + problems.unreadableHint());
        }
    }

    private void checkImports(Definition definition) {
        if (!(definition.fields().get("imports") instanceof Tree.Fields imports)) {
            return; // none, or a mistake that is reported already
        }
        for (Tree.Field field : imports.fields().values()) {
            if (field.value() instanceof Tree.Scalar id
                    && id.isText()
                    && !id.text().isBlank()
                    && !field.name().isBlank()) {
                check(
                        definition,
                        field.place(),
                        "import " + Problem.quoted(field.name()),
                        id.text(),
                        Entry.Kind.LIBRARY.toString());
            }
        }
    }

    /** What is shipped is for tests, and does nothing elsewhere. */
    private void checkIsTest(Entry.CodeEntry code) {
        boolean test = "test".equals(code.meta().get("type"));
        code.imports()
                .forEach(
                        (alias, id) -> {
                            if (Shipped.owns(id) && !test) {
                                problems.mistake(
                                        definitions.get(code.id()).placeOf("imports", alias),
                                        code.id(),
                                        "import "
                                                + Problem.quoted(alias)
                                                + ": "
                                                + id
                                                + " is for tests; add meta: {type: test}");
                            }
                        });
    }

    private void checkHost(Entry.CodeEntry code) {
        Definition definition = definitions.get(code.id());
        if (!(code.meta().get("default_host") instanceof String place)) {
            return;
        }
        String host = place.substring(place.indexOf('@') + 1); // a node before it is not known yet
        if (!isA(host, Kinds.HOST)) {
            problems.warning(
                    definition.placeOf("meta", "default_host"),
                    code.id(),
                    "meta.default_host: there is no process.host "
                            + Problem.quoted(host)
                            + Nearest.hintForId(host, ids(Kinds.HOST)));
        }
    }

    private void checkStorage(Entry.VariableEntry variable) {
        if (!(entries.get(variable.storage()) instanceof Entry.StorageEntry)) {
            Place place = definitions.get(variable.id()).placeOf("storage");
            noStorage(place, variable.id(), variable.storage());
        }
    }

    /** A router of routers could lead back to itself. */
    private void checkRouter(Entry.StorageEntry entry) {
        if (entry.storage() instanceof Entry.Storage.Router(List<String> ids)) {
            Place place = definitions.get(entry.id()).placeOf("storages");
            for (String id : ids) {
                if (!(entries.get(id) instanceof Entry.StorageEntry storage)) {
                    noStorage(place, entry.id(), id);
                } else if (storage.storage() instanceof Entry.Storage.Router) {
                    problems.mistake(
                            place,
                            entry.id(),
                            "storages: " + id + " is a router too; name its storages instead");
                }
            }
        }
    }

    private void noStorage(Place place, String by, String id) {
        if (!definitions.containsKey(id) || entries.containsKey(id)) {
            problems.mistake(
                    place,
                    by,
                    "there is no storage "
                            + Problem.quoted(id)
                            + "; it has to be the id of an entry of kind env.storage");
        }
    }

    private void checkService(Entry.ServiceEntry service) {
        Definition definition = definitions.get(service.id());
        boolean runs =
                check(
                                definition,
                                definition.placeOf("process"),
                                "process",
                                service.process(),
                                Entry.Kind.PROCESS.toString())
                        & check(
                                definition,
                                definition.placeOf("host"),
                                "host",
                                service.host(),
                                Kinds.HOST);
        if (!runs) {
            entries.remove(service.id());
        }
    }

    private void checkSecurity(Entry.ServiceEntry service) {
        Definition definition = definitions.get(service.id());
        Place place = definition.placeOf("lifecycle", "security", "policies");
        service.security()
                .policies()
                .forEach(
                        id ->
                                check(
                                        definition,
                                        place,
                                        "lifecycle.security.policies",
                                        id,
                                        Kinds.POLICY));
        Set<String> groups = new TreeSet<>();
        for (Entry entry : entries.values()) {
            if (entry instanceof Entry.PolicyEntry policy) {
                groups.addAll(policy.policy().groups());
            }
        }
        for (String group : service.security().groups()) {
            if (!groups.contains(group)) {
                problems.mistake(
                        definition.placeOf("lifecycle", "security", "groups"),
                        service.id(),
                        "lifecycle.security.groups: no policy is in the group "
                                + Problem.quoted(group)
                                + Nearest.hintForId(group, groups)
                                + problems.unreadableHint());
            }
        }
    }

    /** Whether there is an entry {@code id} of this kind; if not, says so. */
    private boolean check(Definition by, Place place, String role, String id, String kind) {
        if (isA(id, kind)) {
            return true;
        }
        Definition found = definitions.get(id);
        if (found == null) {
            String hint = Nearest.hintForId(id, ids(kind));
            problems.mistake(
                    place,
                    by.id(),
                    role
                            + ": there is no entry "
                            + Problem.quoted(id)
                            + (hint.isEmpty() ? "; it has to be the id of a " + kind : hint)
                            + problems.unreadableHint());
        } else if (!Kinds.isSupported(found.kind())) {
            problems.warning(
                    place,
                    by.id(),
                    role
                            + ": "
                            + id
                            + " is skipped with its kind "
                            + found.kind()
                            + ", so this entry is too");
        } else {
            problems.mistake(
                    place,
                    by.id(),
                    role + ": " + id + " is a " + found.kind() + "; it has to be a " + kind);
        }
        return false;
    }

    private boolean isA(String id, String kind) {
        Definition found = definitions.get(id);
        return found != null && found.kind().equals(kind);
    }

    private Set<String> ids(String kind) {
        Set<String> ids = new TreeSet<>();
        definitions.values().stream()
                .filter(definition -> definition.kind().equals(kind))
                .forEach(definition -> ids.add(definition.id()));
        return ids;
    }
}
