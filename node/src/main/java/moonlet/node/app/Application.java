package moonlet.node.app;

import moonlet.lua.process.Entries;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.stream.Stream;

/** Everything an application folder defines, read and compiled. Immutable. */
public final class Application implements Entries {
    private final Path root;
    private final Map<String, Entry> entries;
    private final Map<String, List<Entry.CodeEntry>> libraries;
    private final List<Entry.ServiceEntry> services;
    private final Map<String, Described> described;

    /** All maps are complete and nobody changes them any more. */
    Application(
            Path root,
            Map<String, Entry> entries,
            Map<String, List<Entry.CodeEntry>> libraries,
            Map<String, Described> described) {
        this(root, entries, libraries, described, all(entries, Entry.ServiceEntry.class));
    }

    private Application(
            Path root,
            Map<String, Entry> entries,
            Map<String, List<Entry.CodeEntry>> libraries,
            Map<String, Described> described,
            List<Entry.ServiceEntry> services) {
        this.root = root;
        this.entries = entries;
        this.libraries = libraries;
        this.described = described;
        this.services = services;
    }

    /** All entries as they are written, by id. */
    Map<String, Described> described() {
        return described;
    }

    public Path root() {
        return root;
    }

    /** All entries by id, in the order of their files. */
    public Map<String, Entry> entries() {
        return entries;
    }

    @Override
    public Described get(String id) {
        return described.get(id);
    }

    @Override
    public Collection<Described> all() {
        return described.values();
    }

    public Optional<Entry> entry(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    /** The hosts that the application defines. */
    public List<Entry.HostEntry> hosts() {
        return all(entries, Entry.HostEntry.class).stream()
                .filter(host -> !Shipped.owns(host.id()))
                .toList();
    }

    /** Those with these ids, all of them if {@code wanted} is empty, and the shipped ones. */
    public List<Entry.HostEntry> hosts(Set<String> wanted) {
        return Stream.concat(
                        hosts().stream()
                                .filter(host -> wanted.isEmpty() || wanted.contains(host.id())),
                        shippedHosts().stream())
                .toList();
    }

    /** Hosts that came with what the application imports; every node offers them. */
    public List<Entry.HostEntry> shippedHosts() {
        return all(entries, Entry.HostEntry.class).stream()
                .filter(host -> Shipped.owns(host.id()))
                .toList();
    }

    /** How many entries the application defines. */
    public int size() {
        return (int) entries.keySet().stream().filter(id -> !Shipped.owns(id)).count();
    }

    public List<Entry.GroupScopeEntry> groupScopes() {
        return all(entries, Entry.GroupScopeEntry.class);
    }

    public List<Entry.VariableEntry> variables() {
        return all(entries, Entry.VariableEntry.class);
    }

    public List<Entry.StoreEntry> stores() {
        return all(entries, Entry.StoreEntry.class);
    }

    public List<Entry.ServiceEntry> services() {
        return services;
    }

    /**
     * The same, whose services are entries and nothing more: for a node that only runs what
     * somebody asks for.
     */
    public Application withoutServices() {
        return new Application(root, entries, libraries, described, List.of());
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
        return all(entries, Entry.CodeEntry.class).stream()
                .filter(code -> code.kind() == kind)
                .toList();
    }

    private static <T extends Entry> List<T> all(Map<String, Entry> entries, Class<T> kind) {
        return entries.values().stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
