package moonlet.node;

import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;

/** Why there is nobody at a PID. */
final class NotFound {
    private NotFound() {}

    static Failure at(Pid pid, Node node) {
        if (node.others().wasLost(pid)) {
            return notFound("process not found");
        }
        if (!pid.node().equals(node.name())) {
            return notFound("node not found: \"" + pid.node() + "\"");
        }
        if (pid.incarnation() != node.incarnation()) {
            return notFound(
                    "process not found: "
                            + pid
                            + " is of another start of node \""
                            + node.name()
                            + "\", and PIDs end with their node; keep names instead"
                            + " (process.registry)");
        }
        return notFound(
                node.spawning().knowsHost(pid.host())
                        ? "process not found"
                        : "host not found: \"" + pid.host() + "\"");
    }

    private static Failure notFound(String text) {
        return Failure.of(ErrorKind.NOT_FOUND, text);
    }
}
