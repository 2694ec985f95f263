package moonlet.node.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * How a node finds the others by DNS, instead of by seeds.
 *
 * @param dns a name whose addresses are those of all nodes, also of those that are in no cluster
 *     yet
 * @param contactPoints how many nodes have to be found, and say that they are in no cluster, before
 *     they begin a new one
 * @param self where this node answers the others that look for one; all do so at the same port
 * @param encrypted whether they ask each other by TLS there
 */
public record Discovery(
        String dns, int contactPoints, ClusterSettings.Endpoint self, boolean encrypted) {
    /** The addresses that DNS tells now; none where it does not answer. */
    List<String> addresses() {
        try {
            return Arrays.stream(InetAddress.getAllByName(dns))
                    .map(InetAddress::getHostAddress)
                    .toList();
        } catch (UnknownHostException none) {
            return List.of();
        }
    }

    @Override
    public String toString() {
        return dns
                + ", which has to lead to "
                + contactPoints
                + (contactPoints == 1 ? " node that answers" : " nodes that answer")
                + " at port "
                + self.port();
    }
}
