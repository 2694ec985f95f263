package moonlet.protocol.codec;

import moonlet.protocol.Pid;

/** One start of a node. */
public record NodeStart(String node, long incarnation) {
    boolean owns(Pid pid) {
        return pid.incarnation() == incarnation && pid.node().equals(node);
    }
}
