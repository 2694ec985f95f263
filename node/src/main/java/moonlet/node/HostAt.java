package moonlet.node;

/**
 * A host of one node.
 *
 * @param host its id
 */
public record HostAt(String node, String host) {}
