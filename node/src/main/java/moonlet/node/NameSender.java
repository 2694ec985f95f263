package moonlet.node;

import moonlet.node.cluster.Peer;
import moonlet.protocol.Context;
import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;
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

    /** The same for a process of this node, with its actor and scope. */
    void order(NodeStart to, Pid by, Context context, NameItem item) {
        Peer peer = peer(to);
        if (peer != null) {
            peer.tell(by, context, item);
        }
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
