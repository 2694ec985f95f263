package moonlet.registry;

import moonlet.protocol.Pid;
import moonlet.protocol.wire.NameItem;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one start of a node has written into the map: only that node changes it. */
final class Part {
    private final Map<String, Grant> grants = new HashMap<>();
    private long version;

    long version() {
        return version;
    }

    Grant get(String name) {
        return grants.get(name);
    }

    Map<String, Grant> grants() {
        return grants;
    }

    /** A new version of an own part, in which a name has that holder, or none. */
    NameItem.Change write(String name, Grant grant) {
        version++;
        set(name, grant);
        return change(name, grant);
    }

    /**
     * Whether a delta says something new here, and nothing is missing before it. One that begins at
     * 0 holds all there is.
     */
    boolean follows(NameItem.Delta delta) {
        return delta.fromVersion() == 0
                ? delta.toVersion() >= version
                : delta.fromVersion() == version;
    }

    /** Takes a delta that {@link #follows}. */
    void apply(NameItem.Delta delta) {
        for (NameItem.Change change : delta.changes()) {
            Pid pid = change.pid();
            set(change.key(), pid == null ? null : new Grant(pid, change.grantedAt()));
        }
        version = delta.toVersion();
    }

    /** All of it as deltas of at most {@code changesMax} changes: the first begins at 0. */
    List<NameItem.Delta> all(String map, int changesMax) {
        List<NameItem.Delta> deltas = new ArrayList<>();
        List<NameItem.Change> changes = new ArrayList<>();
        long from = 0;
        for (var entry : grants.entrySet()) {
            changes.add(change(entry.getKey(), entry.getValue()));
            if (changes.size() == changesMax) {
                deltas.add(new NameItem.Delta(map, from, version, changes));
                changes.clear();
                from = version;
            }
        }
        if (!changes.isEmpty() || from == 0) {
            deltas.add(new NameItem.Delta(map, from, version, changes));
        }
        return deltas;
    }

    private void set(String name, Grant grant) {
        if (grant == null) {
            grants.remove(name);
        } else {
            grants.put(name, grant);
        }
    }

    private static NameItem.Change change(String name, Grant grant) {
        return new NameItem.Change(
                name, grant == null ? null : grant.pid(), grant == null ? 0 : grant.at());
    }
}
