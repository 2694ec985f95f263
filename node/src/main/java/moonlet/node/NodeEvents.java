package moonlet.node;

import moonlet.node.service.ServiceEffects.Transition;
import moonlet.protocol.Ending;
import moonlet.protocol.Pid;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells whoever watches a node what happens on it; while nobody does, nothing is made for it. */
public final class NodeEvents {
    private final List<Consumer<NodeEvent>> watchers = new CopyOnWriteArrayList<>();

    NodeEvents() {}

    /**
     * Has every event from now on told to {@code watcher}, by the thread on which it happens: it
     * must not wait for anything.
     *
     * @return ends that
     */
    public Runnable watch(Consumer<NodeEvent> watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    void joined(String node, String address) {
        tell(new NodeEvent.NodeJoined(node, address));
    }

    void gone(String node) {
        tell(new NodeEvent.NodeGone(node));
    }

    void started(Pid pid, String entry) {
        if (!watchers.isEmpty()) {
            tell(new NodeEvent.ProcessStarted(pid, entry));
        }
    }

    void ended(Pid pid, String entry, Ending how) {
        if (!watchers.isEmpty()) {
            tell(new NodeEvent.ProcessEnded(pid, entry, how));
        }
    }

    void changed(Transition change) {
        tell(
                new NodeEvent.ServiceChanged(
                        change.id(), change.state(), change.pid(), change.failure()));
    }

    private void tell(NodeEvent event) {
        watchers.forEach(watcher -> watcher.accept(event));
    }
}
