package moonlet.protocol;

/**
 * One start of a node.
 *
 * @param node its name
 * @param incarnation when it started, Unix time in milliseconds
 */
public record NodeStart(String node, long incarnation) {
    /** The start of a node that a process belongs to. */
    public static NodeStart of(Pid pid) {
        return new NodeStart(pid.node(), pid.incarnation());
    }

    /** Whether {@code pid} belongs to this start. */
    public boolean owns(Pid pid) {
        return pid.incarnation() == incarnation && pid.node().equals(node);
    }
}
