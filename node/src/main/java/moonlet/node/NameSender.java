package moonlet.node;

import moonlet.node.cluster.Peer;
import moonlet.protocol.Asker;
import moonlet.protocol.Failure;
import moonlet.protocol.NodeStart;
import moonlet.protocol.wire.NameItem;

/** Hands other nodes what the tables of names and groups say; it leaves with the next flush. */
final class NameSender {
    private final Node node;

    NameSender(Node node) {
        this.node = node;
    }

    /** Tells one start of a node, if that is still there. */
    void send(NodeStart to, NameItem item) {
        Peer peer = peer(to);
        if (peer != null) {
            peer.tell(item);
        }
    }

    /**
     * The same for a process, with its actor and scope.
     *
     * @param by null where nobody is refused anything
     * @return null, or why it cannot be said
     */
    Failure request(NodeStart to, Asker by, NameItem item) {
        if (by == null) {
            send(to, item);
            return null;
        }
        Peer peer = peer(to);
        return peer == null ? null : peer.request(by, item);
    }

    void sendAll(NameItem item) {
        node.others().all().forEach(peer -> peer.tell(item));
    }

    boolean isReachable(NodeStart start) {
        Peer peer = peer(start);
        return peer != null && peer.isConnected();
    }

    private Peer peer(NodeStart start) {
        Peer peer = node.others().named(start.node());
        return peer != null && peer.start().equals(start) ? peer : null;
    }
}
