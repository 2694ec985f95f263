package moonlet.node.cluster;

import org.apache.pekko.actor.Address;

import java.net.InetSocketAddress;
import java.util.Set;

/**
 * One start of a node, as the cluster knows it.
 *
 * @param incarnation when it started, Unix time in milliseconds
 * @param address of its actor system
 * @param link where it takes connections of other nodes
 * @param hosts the ids of the process hosts that it offers
 */
public record Member(
        String name, long incarnation, Address address, InetSocketAddress link, Set<String> hosts) {
    public Member {
        hosts = Set.copyOf(hosts);
    }

    /** Where its actor system listens, {@code HOST:PORT}. */
    public String endpoint() {
        return address.getHost().get() + ":" + address.getPort().get();
    }

    boolean isSameStart(Member other) {
        return name.equals(other.name) && incarnation == other.incarnation;
    }

    @Override
    public String toString() {
        return name + " (" + address.hostPort() + ", started at " + incarnation + ")";
    }
}
