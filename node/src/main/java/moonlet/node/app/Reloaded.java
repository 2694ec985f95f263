package moonlet.node.app;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        read.entries()
                .forEach(
                        (id, entry) -> {
                            Entry old = running.entries().get(id);
                            if (entry instanceof Entry.CodeEntry code) {
                                entries.put(id, code.withChunkOf(old));
                            } else if (!isTheSame(entry, old)) {
                                afterRestart.add(id);
                            }
                        });
        running.entries()
                .forEach(
                        (id, old) -> {
                            Entry entry = read.entries().get(id);
                            if (old instanceof Entry.CodeEntry code) {
                                if (!code.isSameCode(entries.get(id))) {
                                    changed.add(id);
                                }
                            } else {
                                entries.putIfAbsent(id, old);
                                if (!isTheSame(old, entry)) {
                                    afterRestart.add(id);
                                }
                            }
                        });
        entries.forEach(
                (id, entry) -> {
                    if (entry instanceof Entry.CodeEntry && !isCode(running.entries().get(id))) {
                        changed.add(id);
                    }
                });
        return new Reloaded(
                new Application(running.root(), entries, libraries(read, entries)),
                changed,
                afterRestart);
    }

    private static boolean isCode(Entry entry) {
        return entry instanceof Entry.CodeEntry;
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

    /** Whether two entries define the same, wherever they stand. */
    private static boolean isTheSame(Entry one, Entry other) {
        return other != null && unplaced(one).equals(unplaced(other));
    }

    private static Entry unplaced(Entry entry) {
        Place nowhere = new Place("", 0);
        return switch (entry) {
            case Entry.CodeEntry code -> code;
            case Entry.HostEntry host ->
                    new Entry.HostEntry(
                            host.id(), host.meta(), nowhere, host.maxProcesses(), host.limits());
            case Entry.GroupScopeEntry scope ->
                    new Entry.GroupScopeEntry(scope.id(), scope.meta(), nowhere);
            case Entry.ServiceEntry service ->
                    new Entry.ServiceEntry(
                            service.id(),
                            service.meta(),
                            nowhere,
                            service.process(),
                            service.host(),
                            service.input(),
                            service.autoStart(),
                            service.startTimeout());
        };
    }
}
