package moonlet.node.cluster;

import moonlet.protocol.codec.FrameCodec;
import moonlet.protocol.codec.ItemCodec;
import moonlet.protocol.wire.Hello;

import org.apache.pekko.actor.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Whether this node's name is free. A node that starts again after a crash may meet its own former
 * membership: nobody answers there any more, and it is taken down. If somebody answers, this node
 * has to go.
 */
final class NameCheck {
    private static final Logger LOG = LoggerFactory.getLogger(NameCheck.class);

    private final Self self;
    private final FrameCodec codec;
    private final Consumer<Address> down;
    private final Consumer<String> taken;
    private final Set<Address> checked = new HashSet<>();

    /**
     * @param down takes a member down
     * @param taken told why this node cannot stay
     */
    NameCheck(Self self, FrameCodec codec, Consumer<Address> down, Consumer<String> taken) {
        this.self = self;
        this.codec = codec;
        this.down = down;
        this.taken = taken;
    }

    /** A member is here; of those with this node's name, only the later one has to ask. */
    void check(Member member) {
        boolean concerns =
                member.name().equals(self.name()) && member.incarnation() <= self.incarnation();
        if (concerns && checked.add(member.address())) {
            Thread.ofVirtual().start(() -> ask(member));
        }
    }

    private void ask(Member holder) {
        Hello hello =
                new Hello(
                        self.name(),
                        self.incarnation(),
                        holder.name(),
                        holder.incarnation(),
                        ItemCodec.VERSION,
                        ItemCodec.VERSION,
                        0);
        try {
            Handshake.Dialed answer = Handshake.dial(holder.link(), hello, codec);
            answer.channel().close();
            if (answer.answer().incarnation() == holder.incarnation()) {
                taken.accept(
                        "the name "
                                + self.name()
                                + " is taken by the node at "
                                + holder.address().hostPort()
                                + "; give this one another (--name, MOONLET_NODE_NAME, node.name)");
                return;
            }
        } catch (IOException | RuntimeException nobody) {
            LOG.atDebug().addKeyValue("why", nobody.toString()).log("former holder is silent");
        }
        LOG.atInfo().addKeyValue("peer", holder).log("a former start of this node is taken down");
        down.accept(holder.address());
    }
}
