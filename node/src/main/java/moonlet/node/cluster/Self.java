package moonlet.node.cluster;

import moonlet.node.link.Incarnations;
import moonlet.protocol.NodeStart;
import moonlet.protocol.codec.ItemCodec;
import moonlet.protocol.wire.Hello;

/** This start of this node, and which starts of others may speak to it. Safe for threads. */
final class Self {
    private final String name;
    private final long incarnation;
    private final Incarnations incarnations;

    Self(String name, long incarnation) {
        this.name = name;
        this.incarnation = incarnation;
        this.incarnations = new Incarnations(name, incarnation);
    }

    String name() {
        return name;
    }

    long incarnation() {
        return incarnation;
    }

    synchronized boolean up(Member member) {
        return incarnations.up(member.name(), member.incarnation());
    }

    synchronized void down(Member member) {
        incarnations.down(member.name(), member.incarnation());
    }

    synchronized Incarnations.State state(String node, long start) {
        return incarnations.state(node, start);
    }

    /** What this node says first to another one. */
    Hello hello(NodeStart peer, long acknowledged) {
        return new Hello(
                name,
                incarnation,
                peer.node(),
                peer.incarnation(),
                ItemCodec.VERSION,
                ItemCodec.VERSION,
                acknowledged);
    }

    /** Returns null if who says hello may speak to this node, else why not. */
    synchronized String refusal(Hello hello) {
        if (hello.versionMin() > ItemCodec.VERSION || hello.versionMax() < ItemCodec.VERSION) {
            return hello.node()
                    + " speaks versions "
                    + hello.versionMin()
                    + " to "
                    + hello.versionMax()
                    + " of the link protocol, this node "
                    + ItemCodec.VERSION;
        }
        return hello.acknowledged() == Hello.REFUSED
                ? hello.node() + " does not take this node for a member yet"
                : incarnations.refusal(hello);
    }
}
