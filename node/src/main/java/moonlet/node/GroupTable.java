package moonlet.node;

import moonlet.lua.process.Payloads;
import moonlet.lua.process.ProcessGroups;
import moonlet.node.app.Entry;
import moonlet.node.cluster.Peer;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;
import moonlet.protocol.Signal;
import moonlet.protocol.wire.NameItem;
import moonlet.registry.GroupEffects;
import moonlet.registry.GroupName;
import moonlet.registry.Groups;
import moonlet.registry.NameLimits;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The process groups as the processes of this node use them: one lock around {@link Groups}. */
final class GroupTable implements GroupEffects {
    /** Who wants to know; a null group stands for all of the scope. */
    private record Watcher(Pid pid, String scope, String group) {}

    private final Node node;
    private final NameSender sender;
    private final Set<String> scopes;
    private final Groups groups = new Groups(this, NameLimits.DEFAULTS.changesMax());
    private final Map<String, Watcher> watchers = new LinkedHashMap<>(); // by topic
    private final Set<Pid> involved = ConcurrentHashMap.newKeySet(); // have to be released
    private final Object lock = new Object();

    GroupTable(Node node, List<Entry.GroupScopeEntry> scopes) {
        this.node = node;
        this.sender = new NameSender(node);
        this.scopes = scopes.stream().map(Entry::id).collect(Collectors.toUnmodifiableSet());
    }

    ProcessGroups of(LocalProcess process) {
        return new View(process);
    }

    /** A process of this node has ended. */
    void release(Pid pid) {
        if (involved.remove(pid)) {
            synchronized (lock) {
                groups.released(pid);
                watchers.values().removeIf(watcher -> watcher.pid.equals(pid));
            }
            node.others().flushSoon();
        }
    }

    void up(Peer peer) {
        synchronized (lock) {
            groups.up(peer.start());
        }
        peer.flush();
    }

    void down(Peer peer) {
        synchronized (lock) {
            groups.down(peer.start());
        }
    }

    /** What a peer says about its processes. */
    void receive(Peer from, NameItem.Delta delta) {
        synchronized (lock) {
            groups.receive(from.start(), delta);
        }
    }

    @Override
    public void send(NodeStart to, NameItem item) {
        sender.send(to, item);
    }

    @Override
    public void sendAll(NameItem item) {
        sender.sendAll(item);
    }

    @Override
    public void changed(GroupName group, boolean joined, List<Pid> pids) {
        watchers.forEach(
                (topic, watcher) -> {
                    boolean concerns =
                            watcher.scope.equals(group.scope())
                                    && (watcher.group == null
                                            || watcher.group.equals(group.name()));
                    LocalProcess process = concerns ? node.processes().find(watcher.pid) : null;
                    if (process != null) {
                        Object event = event(group.name(), joined, pids);
                        process.event(new Signal.Message(null, topic, Payloads.of(List.of(event))));
                    }
                });
    }

    private static Map<String, Object> event(String group, boolean joined, List<Pid> pids) {
        Map<String, Object> data =
                Map.of("Group", group, "PIDs", pids.stream().map(Pid::toString).toList());
        return Map.of(
                "system",
                "pg",
                "kind",
                joined ? "member.joined" : "member.left",
                "path",
                group,
                "data",
                data);
    }

    /** The groups as one process uses them. */
    private final class View implements ProcessGroups {
        private final LocalProcess process;

        View(LocalProcess process) {
            this.process = process;
        }

        @Override
        public boolean hasScope(String scope) {
            return scopes.contains(scope);
        }

        @Override
        public Failure join(String scope, List<String> names) {
            int max = process.limits().namesMax();
            involved.add(process.pid());
            synchronized (lock) {
                if (groups.groupsOf(process.pid()) + names.size() > max) {
                    return Failure.of(
                            ErrorKind.UNAVAILABLE, "too many groups: the limit is namesMax=" + max);
                }
                names.forEach(name -> groups.join(new GroupName(scope, name), process.pid()));
            }
            process.writesToAll();
            return null;
        }

        @Override
        public Failure leave(String scope, List<String> names) {
            Failure failure = null;
            synchronized (lock) {
                for (String name : names) {
                    if (!groups.leave(new GroupName(scope, name), process.pid())) {
                        failure = Failure.of(ErrorKind.INVALID, "not a member of group: " + name);
                    }
                }
            }
            process.writesToAll();
            return failure;
        }

        @Override
        public List<Pid> members(String scope, String group, boolean localOnly) {
            GroupName name = new GroupName(scope, group);
            synchronized (lock) {
                return localOnly ? groups.localMembers(name) : groups.members(name);
            }
        }

        @Override
        public Collection<String> groups(String scope, boolean localOnly) {
            synchronized (lock) {
                return groups.names(scope, localOnly);
            }
        }

        @Override
        public void watch(String scope, String group, String topic) {
            involved.add(process.pid());
            synchronized (lock) {
                watchers.put(topic, new Watcher(process.pid(), scope, group));
            }
        }

        @Override
        public void unwatch(String topic) {
            synchronized (lock) {
                watchers.remove(topic);
            }
        }
    }
}
