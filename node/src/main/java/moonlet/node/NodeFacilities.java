package moonlet.node;

import moonlet.lua.process.Entries;
import moonlet.lua.process.EventBus;
import moonlet.lua.process.EventPattern;
import moonlet.lua.process.Facilities;
import moonlet.lua.process.KeyStore;
import moonlet.lua.process.Locks;
import moonlet.lua.process.Outcome;
import moonlet.lua.process.Topology;
import moonlet.lua.process.Variables;
import moonlet.lua.process.World;
import moonlet.node.app.Application;
import moonlet.node.app.Entry;
import moonlet.node.shared.LocalBus;
import moonlet.node.shared.MemoryStore;
import moonlet.protocol.Payload;
import moonlet.protocol.Pid;
import moonlet.protocol.Signal;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What this node has for all its processes together; see {@code moonlet.node.shared}. */
final class NodeFacilities {
    private final Node node;
    private final Map<String, MemoryStore> stores;
    private final Variables variables;
    private final LocalBus bus = new LocalBus();

    NodeFacilities(Node node, Application application) {
        this.node = node;
        this.variables = Environment.of(application, System.getenv());
        this.stores =
                application.stores().stream()
                        .collect(Collectors.toMap(Entry::id, store -> create(store, node)));
    }

    private static MemoryStore create(Entry.StoreEntry store, Node node) {
        return new MemoryStore(
                store.id(),
                store.entriesMax(),
                store.bytesMax(),
                store.cleanupInterval(),
                node.clock(),
                (delay, what) -> node.timers().after(delay.toNanos(), what));
    }

    /** What this node knows of itself and the others; see {@link Topology}. */
    private final class Surroundings implements Topology {
        @Override
        public String nodeId() {
            return node.name();
        }

        @Override
        public String address() {
            return node.address();
        }

        @Override
        public List<String> members() {
            return Stream.concat(
                            Stream.of(node.name()),
                            node.others().all().stream().map(peer -> peer.start().node()))
                    .sorted()
                    .toList();
        }

        @Override
        public List<HostState> hosts() {
            return node.spawning().hosts().stream()
                    .map(host -> new HostState(host.id(), host.processes(), host.processesMax()))
                    .toList();
        }

        @Override
        public int processCount() {
            return node.processes().count();
        }

        @Override
        public List<ProcessState> processes(int max) {
            return node.processes().all().stream()
                    .limit(max)
                    .map(
                            p ->
                                    new ProcessState(
                                            p.pid(),
                                            p.plan().entry().id(),
                                            p.pid().host(),
                                            p.waiting(p)))
                    .toList();
        }
    }

    Facilities of(LocalProcess process) {
        return new View(process);
    }

    /** A process of this node has ended, or its code. */
    void release(Pid pid) {
        bus.release(pid);
    }

    /** All this as one process uses it. */
    private final class View implements Facilities, EventBus {
        private final LocalProcess process;

        View(LocalProcess process) {
            this.process = process;
        }

        @Override
        public KeyStore store(String id) {
            return stores.get(id);
        }

        @Override
        public EventBus events() {
            return this;
        }

        @Override
        public Entries entries() {
            return node.code().application();
        }

        @Override
        public Variables variables() {
            return variables;
        }

        @Override
        public Topology topology() {
            return new Surroundings();
        }

        @Override
        public Locks locks() {
            return node.names().locks(process);
        }

        @Override
        public Outcome<Subscription> subscribe(
                EventPattern system, EventPattern kind, String topic) {
            return bus.subscribe(process.pid(), system, kind, topic, this::deliver);
        }

        @Override
        public void closeAll() {
            release(process.pid());
        }

        @Override
        public int send(String system, String kind, Payload event) {
            return bus.send(system, kind, event);
        }

        private boolean deliver(String topic, Payload event) {
            Signal.Message message = new Signal.Message(null, topic, event);
            return process.send(process, message) == World.Delivery.ACCEPTED;
        }
    }
}
