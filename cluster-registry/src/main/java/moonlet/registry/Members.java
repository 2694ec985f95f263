package moonlet.registry;

import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The nodes that are up, as far as one of them knows, and what that means for names. */
final class Members {
    private final NodeStart self;
    private final Map<String, NodeStart> others = new HashMap<>(); // by name
    private final Set<NodeStart> inSync = new HashSet<>();

    Members(NodeStart self) {
        this.self = self;
    }

    void up(NodeStart node) {
        others.put(node.node(), node);
    }

    void down(NodeStart node) {
        others.remove(node.node(), node);
        inSync.remove(node);
    }

    /** Another node has told all that it had granted before they met. */
    void told(NodeStart node) {
        inSync.add(node);
    }

    boolean isInSync(NodeStart node) {
        return inSync.contains(node);
    }

    /** Whether another node is up, in this start of it. */
    boolean isUp(NodeStart node) {
        return node.equals(others.get(node.node()));
    }

    /** Whether a process, or null, may live: not where its node is lost. */
    boolean mayLive(Pid pid) {
        return pid != null && (self.owns(pid) || isUp(NodeStart.of(pid)));
    }

    /** The node that decides about a name. */
    NodeStart arbiterOf(String name) {
        String best = Rendezvous.node(name, others.keySet(), self.node());
        return best.equals(self.node()) ? self : others.get(best);
    }
}
