package moonlet.node.app;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/** Everything an application folder defines, read and compiled. Immutable. */
public final class Application {
    private final Path root;
    private final Map<String, Entry> entries;
    private final Map<String, List<Entry.CodeEntry>> libraries;

    /** Both maps are complete and nobody changes them any more. */
    Application(
            Path root, Map<String, Entry> entries, Map<String, List<Entry.CodeEntry>> libraries) {
        this.root = root;
        this.entries = entries;
        this.libraries = libraries;
    }

    public Path root() {
        return root;
    }

    /** All entries by id, in the order of their files. */
    public Map<String, Entry> entries() {
        return entries;
    }

    public Optional<Entry> entry(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    public List<Entry.HostEntry> hosts() {
        return all(Entry.HostEntry.class);
    }

    public List<Entry.GroupScopeEntry> groupScopes() {
        return all(Entry.GroupScopeEntry.class);
    }

    public List<Entry.PolicyEntry> policies() {
        return all(Entry.PolicyEntry.class);
    }

    public List<Entry.ServiceEntry> services() {
        return all(Entry.ServiceEntry.class);
    }

    public List<Entry.CodeEntry> processes() {
        return code(Entry.Kind.PROCESS);
    }

    public List<Entry.CodeEntry> functions() {
        return code(Entry.Kind.FUNCTION);
    }

    /** All libraries, each after those it imports. */
    public List<Entry.CodeEntry> libraries() {
        SequencedSet<Entry.CodeEntry> ordered = new LinkedHashSet<>();
        for (Entry.CodeEntry library : code(Entry.Kind.LIBRARY)) {
            ordered.addAll(librariesOf(library));
            ordered.add(library);
        }
        return List.copyOf(ordered);
    }

    /** What {@code code} imports, directly and through others; each after those it imports. */
    public List<Entry.CodeEntry> librariesOf(Entry.CodeEntry code) {
        return libraries.getOrDefault(code.id(), List.of());
    }

    private List<Entry.CodeEntry> code(Entry.Kind kind) {
        return all(Entry.CodeEntry.class).stream().filter(code -> code.kind() == kind).toList();
    }

    private <T extends Entry> List<T> all(Class<T> kind) {
        return entries.values().stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
