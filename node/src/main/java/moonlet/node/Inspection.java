package moonlet.node;

import moonlet.lua.process.LuaProcess;
import moonlet.lua.process.ProcessInfo;
import moonlet.node.cluster.Member;
import moonlet.node.cluster.MemberState;
import moonlet.node.cluster.Peer;
import moonlet.node.dispatch.Visitors;
import moonlet.node.service.ServiceStatus;
import moonlet.protocol.Pid;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * A look at a node from outside, for metrics and for whoever operates it. Nothing in here waits for
 * a process, or keeps one from its work.
 */
public final class Inspection {
    private final Node node;

    Inspection(Node node) {
        this.node = node;
    }

    /** This node and all others that it knows to be up, by name. */
    public List<NodeView> nodes() {
        List<NodeView> all = new ArrayList<>();
        all.add(self());
        for (Peer peer : node.others().all()) {
            Member member = peer.member();
            all.add(
                    new NodeView(
                            member.name(),
                            member.endpoint(),
                            member.incarnation(),
                            false,
                            peer.isConnected(),
                            peer.load().processes(),
                            member.hosts().stream().sorted().toList()));
        }
        all.sort((a, b) -> a.name().compareTo(b.name()));
        return all;
    }

    public NodeView self() {
        return new NodeView(
                node.name(),
                node.address(),
                node.incarnation(),
                true,
                true,
                node.processCount(),
                hosts().stream().map(HostView::id).toList());
    }

    /** All members of the cluster by name, or nobody for a node that is alone. */
    public List<MemberState> members() {
        return node.cluster() == null
                ? List.of()
                : node.cluster().roster().members().stream()
                        .sorted((a, b) -> a.member().name().compareTo(b.member().name()))
                        .toList();
    }

    /** Whether this node takes work: it does so until it begins to end. */
    public boolean isReady() {
        return node.isReady();
    }

    /** The hosts of this node, by id. */
    public List<HostView> hosts() {
        return node.spawning().hosts().stream()
                .map(host -> new HostView(host.id(), host.processes(), host.processesMax()))
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .toList();
    }

    /** The processes of this node, in no order. */
    public Stream<ProcessView> processes() {
        return node.processes().all().stream()
                .map(process -> ProcessView.of(process, node))
                .filter(Objects::nonNull);
    }

    /** What up to {@code max} processes of this node look like. */
    public ProcessSample sample(int max) {
        return ProcessSample.of(node, max);
    }

    /** The threads that run the processes of this node. */
    public Visitors workers() {
        return Visitors.of(node.system().dispatchers().lookup(ProcessActors.DISPATCHER));
    }

    /** A process of this node. */
    public Optional<ProcessDetail> process(Pid pid) {
        LocalProcess process = node.processes().find(pid);
        LuaProcess lua = process == null ? null : process.actor().process();
        ProcessView view = lua == null ? null : ProcessView.of(process, node);
        if (view == null) {
            return Optional.empty();
        }
        Relations.Seen related = process.relations().seen();
        return Optional.of(
                new ProcessDetail(
                        view,
                        ProcessInfo.line(lua),
                        related.links(),
                        related.monitored(),
                        related.watchers()));
    }

    /** The services of this node. */
    public List<ServiceStatus> services() {
        return node.services();
    }

    /** The other nodes. */
    public Collection<Peer> peers() {
        return node.others().all();
    }

    /** Whether a PID is of this start of this node. */
    public boolean isLocal(Pid pid) {
        return !node.others().isForeign(pid);
    }

    /** Hands each registered name and its holder to somebody. */
    public void names(BiConsumer<String, Pid> reader) {
        node.names().forEach(reader);
    }
}
