package moonlet.node;

import moonlet.protocol.Failure;
import moonlet.protocol.Pid;
import moonlet.protocol.wire.ProcessItem;

/**
 * What a process of this node asks of another process, here or on another node. Each returns null,
 * or why it cannot be done.
 */
final class Requests {
    private final Node node;

    Requests(Node node) {
        this.node = node;
    }

    Failure monitor(LocalProcess who, Pid target) {
        return isForeign(target)
                ? node.others().monitor(who, target)
                : node.processes().monitor(who, target);
    }

    Failure unmonitor(LocalProcess who, Pid target) {
        if (who.relations().removeMonitored(target)) {
            node.others().unmonitor(who, target);
            node.processes().forget(target, their -> their.removeWatcher(who.pid()));
        }
        return null;
    }

    Failure link(LocalProcess who, Pid target) {
        if (target.equals(who.pid())) {
            return null;
        }
        return isForeign(target)
                ? node.others().link(who, target)
                : node.processes().link(who, target);
    }

    Failure unlink(LocalProcess who, Pid target) {
        if (who.relations().removeLink(target)) {
            node.others().unlink(who, target);
            node.processes().forget(target, their -> their.removeLink(who.pid()));
        }
        return null;
    }

    Failure terminate(LocalProcess who, Pid target) {
        if (isForeign(target)) {
            return node.others().ask(who, new ProcessItem.Terminate(who.pid(), target));
        }
        LocalProcess other = node.processes().find(target);
        if (other == null) {
            return NotFound.at(target, node);
        }
        other.kill(LocalProcess.TERMINATED);
        if (other == who) {
            who.actor().process().kill(LocalProcess.TERMINATED); // nothing of it runs after that
        }
        return null;
    }

    /**
     * @param deadlineMillis Unix time by which it is to end, 0 for none
     */
    Failure cancel(LocalProcess who, Pid target, long deadlineMillis) {
        if (isForeign(target)) {
            var cancel =
                    new ProcessItem.Cancel(
                            who.pid(), target, deadlineMillis, null, node.nowSeconds());
            return node.others().ask(who, cancel);
        }
        LocalProcess other = node.processes().find(target);
        if (other == null) {
            return NotFound.at(target, node);
        }
        other.cancel(who.pid(), deadlineMillis, null);
        return null;
    }

    private boolean isForeign(Pid pid) {
        return node.others().isForeign(pid);
    }
}
