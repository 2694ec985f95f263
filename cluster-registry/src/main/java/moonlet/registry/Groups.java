package moonlet.registry;

import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;
import moonlet.protocol.wire.NameItem;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The process groups of the cluster, as one node has them: each node writes only the memberships of
 * its own processes, and tells the others every change, so that all of them merge without conflict.
 * No clock, threads or network; one thread at a time.
 */
public final class Groups {
    /** The map that its deltas are about. */
    public static final String MAP = "groups";

    private final GroupEffects effects;
    private final int changesMax;
    private final Map<GroupName, Map<Pid, Integer>> own = new LinkedHashMap<>(); // how often joined
    private final Map<Pid, Set<GroupName>> groupsOf = new HashMap<>(); // of processes of this node
    private final Map<NodeStart, Map<GroupName, Set<Pid>>> others = new LinkedHashMap<>();

    /**
     * @param changesMax how many changes travel in one item
     */
    public Groups(GroupEffects effects, int changesMax) {
        this.effects = effects;
        this.changesMax = changesMax;
    }

    /** A process of this node joins a group, for the first time or once more. */
    public void join(GroupName group, Pid local) {
        int times =
                own.computeIfAbsent(group, _ -> new LinkedHashMap<>())
                        .merge(local, 1, Integer::sum);
        if (times == 1) {
            groupsOf.computeIfAbsent(local, _ -> new LinkedHashSet<>(2)).add(group);
            tell(group, true, local);
        }
    }

    /** Takes one join back; returns false if the process is no member. */
    public boolean leave(GroupName group, Pid local) {
        int times = own.getOrDefault(group, Map.of()).getOrDefault(local, 0);
        if (times > 1) {
            own.get(group).put(local, times - 1);
        } else if (times == 1) {
            Set<GroupName> all = groupsOf.get(local);
            all.remove(group);
            if (all.isEmpty()) {
                groupsOf.remove(local);
            }
            remove(group, local);
        }
        return times > 0;
    }

    /** In how many groups a process of this node is. */
    public int groupsOf(Pid local) {
        return groupsOf.getOrDefault(local, Set.of()).size();
    }

    /** A process of this node has ended: it is in no group any more. */
    public void released(Pid local) {
        Set<GroupName> all = groupsOf.remove(local);
        if (all != null) {
            all.forEach(group -> remove(group, local));
        }
    }

    /** The members of a group: those of this node first. */
    public List<Pid> members(GroupName group) {
        List<Pid> all = new ArrayList<>(localMembers(group));
        others.values().forEach(part -> all.addAll(part.getOrDefault(group, Set.of())));
        return all;
    }

    /** The members of a group that are processes of this node. */
    public List<Pid> localMembers(GroupName group) {
        return List.copyOf(own.getOrDefault(group, Map.of()).keySet());
    }

    /** The names of the groups of a scope that have members, on this node or on any. */
    public Set<String> names(String scope, boolean localOnly) {
        Set<String> names = new TreeSet<>();
        addNames(own.keySet(), scope, names);
        if (!localOnly) {
            others.values().forEach(part -> addNames(part.keySet(), scope, names));
        }
        return names;
    }

    /** How many memberships there are. */
    public int size() {
        int local = own.values().stream().mapToInt(Map::size).sum();
        return local
                + others.values().stream()
                        .flatMap(part -> part.values().stream())
                        .mapToInt(Set::size)
                        .sum();
    }

    /** Another node is up: it learns who of this node is in which group. */
    public void up(NodeStart node) {
        List<NameItem.Change> changes = new ArrayList<>();
        own.forEach(
                (group, pids) ->
                        pids.keySet().forEach(pid -> changes.add(change(group, true, pid))));
        for (int from = 0; from < changes.size(); from += changesMax) {
            int to = Math.min(from + changesMax, changes.size());
            effects.send(node, new NameItem.Delta(MAP, 0, 0, changes.subList(from, to)));
        }
    }

    /** Another node is lost, for good: its processes are in no group. */
    public void down(NodeStart node) {
        Map<GroupName, Set<Pid>> part = others.remove(node);
        if (part != null) {
            part.forEach((group, pids) -> effects.changed(group, false, List.copyOf(pids)));
        }
    }

    /** Another node says who joined and who left. */
    public void receive(NodeStart from, NameItem.Delta delta) {
        Map<GroupName, Set<Pid>> part = others.computeIfAbsent(from, _ -> new LinkedHashMap<>());
        for (NameItem.Change change : delta.changes()) {
            GroupName group = GroupName.of(change.key());
            Pid pid = change.pid();
            if (group == null || pid == null || !from.owns(pid)) {
                continue; // only a node itself says what its processes do
            }
            boolean joined = change.grantedAt() > 0;
            Set<Pid> members = part.computeIfAbsent(group, _ -> new LinkedHashSet<>());
            boolean news = joined ? members.add(pid) : members.remove(pid);
            if (members.isEmpty()) {
                part.remove(group);
            }
            if (news) {
                effects.changed(group, joined, List.of(pid));
            }
        }
    }

    private void remove(GroupName group, Pid local) {
        Map<Pid, Integer> members = own.get(group);
        members.remove(local);
        if (members.isEmpty()) {
            own.remove(group);
        }
        tell(group, false, local);
    }

    private void tell(GroupName group, boolean joined, Pid local) {
        effects.sendAll(new NameItem.Delta(MAP, 0, 0, List.of(change(group, joined, local))));
        effects.changed(group, joined, List.of(local));
    }

    /** Who has joined has a time, who has left has none. */
    private static NameItem.Change change(GroupName group, boolean joined, Pid pid) {
        return new NameItem.Change(group.key(), pid, joined ? 1 : 0);
    }

    private static void addNames(Set<GroupName> groups, String scope, Set<String> names) {
        for (GroupName group : groups) {
            if (group.scope().equals(scope)) {
                names.add(group.name());
            }
        }
    }
}
