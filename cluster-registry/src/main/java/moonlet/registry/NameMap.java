package moonlet.registry;

import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;
import moonlet.protocol.wire.NameItem;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * A map that every node has and to which each writes only its own part, so that it merges without
 * conflict: of each part the higher version counts, and a lost node's part is dropped whole.
 * Several parts may have the same name; the oldest grant is its holder, on every node the same. The
 * size is bounded by the names that are held.
 *
 * <p>One thread at a time changes it; {@link #holder} is for any thread.
 */
final class NameMap {
    private final NodeStart self;
    private final String map;
    private final Map<NodeStart, Part> parts = new HashMap<>();
    private final Map<String, TreeSet<Grant>> contested = new HashMap<>(); // held by several
    private final Map<String, Grant> holders = new ConcurrentHashMap<>();
    private final Map<Pid, Set<String>> ownNames = new ConcurrentHashMap<>();
    private long latest; // Lamport time

    NameMap(NodeStart self) {
        this(self, Names.MAP);
    }

    /**
     * @param map what its deltas are of
     */
    NameMap(NodeStart self, String map) {
        this.self = self;
        this.map = map;
        parts.put(self, new Part());
    }

    /** The process that holds a name, as far as this node knows, or null. */
    Pid holder(String name) {
        Grant holder = holders.get(name);
        return holder == null ? null : holder.pid();
    }

    /** The holder of a name for another node that does not know it. */
    NameItem.Found found(long request, String name) {
        Pid holder = holder(name);
        return new NameItem.Found(
                request, holder, holder == null ? 0 : versionOf(NodeStart.of(holder)));
    }

    /**
     * Whether another node has found a holder in a later version of its part than this node has.
     * Otherwise this node has heard that the holder has given the name up, and it may have heard of
     * his end too, though the other one has not yet.
     */
    boolean isNews(NameItem.Found found) {
        return found.version() > versionOf(NodeStart.of(found.holder()));
    }

    private long versionOf(NodeStart owner) {
        Part part = parts.get(owner);
        return part == null ? 0 : part.version();
    }

    void forEach(BiConsumer<String, Pid> reader) {
        holders.forEach((name, grant) -> reader.accept(name, grant.pid()));
    }

    int names() {
        return holders.size();
    }

    /** How many names there are in all parts, and how many parts. */
    int size() {
        return parts.values().stream().mapToInt(part -> part.grants().size() + 1).sum();
    }

    /** The names of a process of this node. */
    Set<String> namesOf(Pid pid) {
        return ownNames.getOrDefault(pid, Set.of());
    }

    /** Later than everything that this node has seen. */
    long nextTime() {
        return ++latest;
    }

    /** Some node has granted something at that time. */
    void seen(long at) {
        latest = Math.max(latest, at);
    }

    /** Gives a name to a process of this node; returns what the others are to be told. */
    NameItem.Delta grant(String name, Pid pid, long at) {
        seen(at);
        ownNames.computeIfAbsent(pid, _ -> ConcurrentHashMap.newKeySet(2)).add(name);
        return write(name, new Grant(pid, at));
    }

    /** Takes a name from a process of this node; null if it does not have it. */
    NameItem.Delta release(String name, Pid pid) {
        Grant own = own().get(name);
        if (own == null || !own.pid().equals(pid)) {
            return null;
        }
        forget(name, pid);
        return write(name, null);
    }

    /**
     * Takes what another node has written.
     *
     * @return the names that it is about, or null if something before it is missing
     */
    Set<String> merge(NodeStart owner, NameItem.Delta delta) {
        Part part = parts.computeIfAbsent(owner, _ -> new Part());
        if (!part.follows(delta)) {
            return delta.toVersion() <= part.version() ? Set.of() : null;
        }
        Set<String> names = new HashSet<>();
        delta.changes().forEach(change -> names.add(change.key()));
        if (delta.fromVersion() == 0) {
            names.addAll(part.grants().keySet());
            names.forEach(name -> remove(name, part.get(name)));
            part.grants().clear();
        } else {
            names.forEach(name -> remove(name, part.get(name)));
        }
        part.apply(delta);
        for (String name : names) {
            add(name, part.get(name));
        }
        delta.changes().forEach(change -> seen(change.grantedAt()));
        return names;
    }

    /** Drops the part of a lost node; returns the names in it. */
    Set<String> drop(NodeStart owner) {
        Part part = parts.remove(owner);
        if (part == null) {
            return Set.of();
        }
        part.grants().forEach(this::remove);
        return Set.copyOf(part.grants().keySet());
    }

    /** The grant of this node for a name, or null. */
    Grant ownGrant(String name) {
        return own().get(name);
    }

    /** The holder of a name if it is of another node, though this node has granted it too. */
    Pid winnerOver(String name) {
        Grant own = own().get(name);
        Grant holder = holders.get(name);
        return own == null || holder == null || holder.equals(own) ? null : holder.pid();
    }

    /** All that this node has written. */
    List<NameItem.Delta> own(String map, int changesMax) {
        return own().all(map, changesMax);
    }

    private Part own() {
        return parts.get(self);
    }

    private NameItem.Delta write(String name, Grant grant) {
        remove(name, own().get(name));
        long before = own().version();
        NameItem.Change change = own().write(name, grant);
        add(name, grant);
        return new NameItem.Delta(map, before, own().version(), List.of(change));
    }

    private void forget(String name, Pid pid) {
        ownNames.computeIfPresent(
                pid,
                (_, names) -> {
                    names.remove(name);
                    return names.isEmpty() ? null : names;
                });
    }

    private void add(String name, Grant grant) {
        if (grant == null) {
            return;
        }
        Grant holder = holders.get(name);
        if (holder == null) {
            holders.put(name, grant);
            return;
        }
        TreeSet<Grant> all = contested.computeIfAbsent(name, _ -> new TreeSet<>(List.of(holder)));
        all.add(grant);
        holders.put(name, all.first());
    }

    private void remove(String name, Grant grant) {
        if (grant == null) {
            return;
        }
        TreeSet<Grant> all = contested.get(name);
        if (all == null) {
            holders.remove(name, grant);
            return;
        }
        all.remove(grant);
        holders.put(name, all.first());
        if (all.size() == 1) {
            contested.remove(name);
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        parts.forEach(
                (owner, part) ->
                        text.append(owner.node())
                                .append(" version ")
                                .append(part.version())
                                .append(' ')
                                .append(part.grants())
                                .append("; "));
        return text.toString();
    }
}
