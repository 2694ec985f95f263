package moonlet.node.cluster;

/**
 * How a node finds the others by DNS, instead of by seeds.
 *
 * @param dns a name whose addresses are those of all nodes, also of those that are in no cluster
 *     yet
 * @param contactPoints how many nodes have to be found, and say that they are in no cluster, before
 *     they begin a new one
 * @param self where this node answers the others that look for one; all do so at the same port
 */
public record Discovery(String dns, int contactPoints, ClusterSettings.Endpoint self) {
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
