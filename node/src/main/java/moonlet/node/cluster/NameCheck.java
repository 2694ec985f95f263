package moonlet.node.cluster;

import moonlet.protocol.NodeStart;
import moonlet.protocol.wire.Hello;

import org.apache.pekko.actor.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import javax.net.ssl.SSLException;

/**
 * Whether this node's name is free. A node that starts again after a crash may meet its own former
 * membership: nobody answers there any more, and it is taken down. If somebody answers, this node
 * has to go.
 */
final class NameCheck {
    private static final Logger LOG = LoggerFactory.getLogger(NameCheck.class);

    private final Self self;
    private final Handshake handshake;
    private final Consumer<Address> down;
    private final Consumer<String> taken;
    private final Map<Address, CompletableFuture<String>> asked = new ConcurrentHashMap<>();

    /**
     * @param down takes a member down
     * @param taken told why this node cannot stay
     */
    NameCheck(Self self, Handshake handshake, Consumer<Address> down, Consumer<String> taken) {
        this.self = self;
        this.handshake = handshake;
        this.down = down;
        this.taken = taken;
    }

    /** A member is here; of those with this node's name, only the later one has to ask. */
    void check(Member member) {
        if (concerns(member)) {
            asking(member);
        }
    }

    /**
     * Waits until every member with this node's name has been asked, since a node can become a
     * member sooner than that.
     *
     * @return why this node cannot stay, or null
     */
    String refusal(List<Member> members) {
        return members.stream()
                .filter(this::concerns)
                .map(member -> asking(member).join()) // who does not answer in time is silent
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private boolean concerns(Member member) {
        return member.name().equals(self.name()) && member.incarnation() <= self.incarnation();
    }

    private CompletableFuture<String> asking(Member member) {
        return asked.computeIfAbsent(
                member.address(),
                _ -> CompletableFuture.supplyAsync(() -> ask(member), Thread::startVirtualThread));
    }

    /** Returns why this node cannot stay, or null. */
    private String ask(Member holder) {
        Hello hello = self.hello(new NodeStart(holder.name(), holder.incarnation()), 0);
        try {
            Handshake.Greeted answer = handshake.dial(holder.link(), hello);
            answer.channel().close();
            if (answer.hello().incarnation() == holder.incarnation()) {
                return taken(holder);
            }
        } catch (SSLException stranger) {
            return taken(holder); // it answers
        } catch (IOException | RuntimeException nobody) {
            LOG.atDebug().addKeyValue("why", nobody.toString()).log("former holder is silent");
        }
        LOG.atInfo().addKeyValue("peer", holder).log("a former start of this node is taken down");
        down.accept(holder.address());
        return null;
    }

    private String taken(Member holder) {
        String why =
                "the name "
                        + self.name()
                        + " is taken by the node at "
                        + holder.endpoint()
                        + "; give this one another (--name, MOONLET_NODE_NAME, node.name)";
        taken.accept(why);
        return why;
    }
}
