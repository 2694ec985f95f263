package moonlet.node;

import java.util.List;

/**
 * One node of the cluster, as another one or itself sees it.
 *
 * @param address of its actor system, or null for a node that is alone
 * @param incarnation when it started, Unix time in milliseconds
 * @param connected whether there is a link with it; true for the node itself
 * @param processes how many it runs, at most a second old
 * @param hosts the ids of those that it offers
 */
public record NodeView(
        String name,
        String address,
        long incarnation,
        boolean self,
        boolean connected,
        long processes,
        List<String> hosts) {}
