package moonlet.node.app;

import moonlet.node.shared.EnvFile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An application whose folder was read again while it runs: it gets the code that is there now.
 * Everything else stays as it was when the node started.
 *
 * @param application to go on with; code that has not changed is the same object
 * @param changed ids of processes, functions and libraries that are new, changed or gone
 * @param afterRestart ids of other entries that are new, changed or gone: the node does not see
 *     that before it starts again
 */
public record Reloaded(
        Application application, SortedSet<String> changed, SortedSet<String> afterRestart) {
    /** Puts together what runs and what was read. */
    public static Reloaded of(Application running, Application read) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        SortedSet<String> changed = new TreeSet<>();
        SortedSet<String> afterRestart = new TreeSet<>();
        Set<String> ids = new LinkedHashSet<>(read.entries().keySet());
        ids.addAll(running.entries().keySet());
        for (String id : ids) {
            Entry old = running.entries().get(id);
            Entry now = read.entries().get(id);
            if (now instanceof Entry.CodeEntry code) {
                Entry.CodeEntry known = code.withChunkOf(old);
                entries.put(id, known);
                if (!known.isSameCode(old)) {
                    changed.add(id);
                }
            } else if (old instanceof Entry.CodeEntry) {
                changed.add(id);
            } else if (old != null) {
                entries.put(id, old);
            }
            if (!isTheSame(other(old), other(now))) {
                afterRestart.add(id);
            }
        }
        return new Reloaded(
                new Application(
                        running.root(), entries, libraries(read, entries), read.described()),
                changed,
                afterRestart);
    }

    /** The entry if it is no code, else null. */
    private static Entry other(Entry entry) {
        return entry instanceof Entry.CodeEntry ? null : entry;
    }

    /** What {@code read} says about imports, with the entries to go on with. */
    private static Map<String, List<Entry.CodeEntry>> libraries(
            Application read, Map<String, Entry> entries) {
        Map<String, List<Entry.CodeEntry>> libraries = new HashMap<>();
        for (Entry entry : read.entries().values()) {
            if (entry instanceof Entry.CodeEntry code) {
                List<Entry.CodeEntry> its = new ArrayList<>();
                read.librariesOf(code)
                        .forEach(library -> its.add((Entry.CodeEntry) entries.get(library.id())));
                libraries.put(code.id(), List.copyOf(its));
            }
        }
        return libraries;
    }

    /** Whether two entries define the same, wherever they stand; or there is none of both. */
    private static boolean isTheSame(Entry one, Entry other) {
        return one == null || other == null ? one == other : unplaced(one).equals(unplaced(other));
    }

    private static Entry unplaced(Entry entry) {
        Place nowhere = new Place("", 0);
        return switch (entry) {
            case Entry.CodeEntry code -> code;
            case Entry.HostEntry host ->
                    new Entry.HostEntry(
                            host.id(), host.meta(), nowhere, host.maxProcesses(), host.limits());
            case Entry.StoreEntry store ->
                    new Entry.StoreEntry(
                            store.id(),
                            store.meta(),
                            nowhere,
                            store.entriesMax(),
                            store.bytesMax(),
                            store.cleanupInterval());
            case Entry.GroupScopeEntry scope ->
                    new Entry.GroupScopeEntry(scope.id(), scope.meta(), nowhere);
            case Entry.VariableEntry variable ->
                    new Entry.VariableEntry(
                            variable.id(),
                            variable.meta(),
                            nowhere,
                            variable.variable(),
                            variable.storage(),
                            variable.otherwise(),
                            variable.readOnly());
            case Entry.StorageEntry storage ->
                    new Entry.StorageEntry(
                            storage.id(), storage.meta(), nowhere, definition(storage.storage()));
            case Entry.ServiceEntry service ->
                    new Entry.ServiceEntry(
                            service.id(),
                            service.meta(),
                            nowhere,
                            service.process(),
                            service.host(),
                            service.input(),
                            service.singleton(),
                            service.lifecycle());
        };
    }

    /** What is in a file is read when the node starts, and by nobody again. */
    private static Entry.Storage definition(Entry.Storage storage) {
        return storage instanceof Entry.Storage.File(Path path, EnvFile _)
                ? new Entry.Storage.File(path, null)
                : storage;
    }
}
