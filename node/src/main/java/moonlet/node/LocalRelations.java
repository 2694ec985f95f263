package moonlet.node;

import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;

import java.util.function.Consumer;

/** Monitors and links of a process of this node; each answers null, or why not. */
final class LocalRelations {
    private LocalRelations() {}

    static Failure monitor(LocalProcess who, Pid target, Node node) {
        if (node.others().isForeign(target)) {
            return node.others().monitor(who, target);
        }
        LocalProcess other = node.processes().find(target);
        if (other == null) {
            return notRegistered();
        }
        if (!who.relations().addMonitored(target)) {
            return Failure.of(ErrorKind.INTERNAL, "already monitoring pid");
        }
        if (!other.relations().addWatcher(who.pid())) {
            who.relations().removeMonitored(target);
            return notRegistered();
        }
        return null;
    }

    static Failure unmonitor(LocalProcess who, Pid target, Node node) {
        if (who.relations().removeMonitored(target)) {
            node.others().unmonitor(who, target);
            forget(target, their -> their.removeWatcher(who.pid()), node);
        }
        return null;
    }

    static Failure link(LocalProcess who, Pid target, Node node) {
        if (target.equals(who.pid())) {
            return null;
        }
        if (node.others().isForeign(target)) {
            return node.others().link(who, target);
        }
        LocalProcess other = node.processes().find(target);
        // Our side first: if the other ends right after its side, its LINK_DOWN must find ours.
        who.relations().addLink(target);
        if (other == null || !other.relations().addLink(who.pid())) {
            who.relations().removeLink(target);
            return notRegistered();
        }
        return null;
    }

    static Failure unlink(LocalProcess who, Pid target, Node node) {
        if (who.relations().removeLink(target)) {
            node.others().unlink(who, target);
            forget(target, their -> their.removeLink(who.pid()), node);
        }
        return null;
    }

    /** Changes what a process of this node has noted, if it is there. */
    static void forget(Pid pid, Consumer<Relations> change, Node node) {
        LocalProcess other = node.processes().find(pid);
        if (other != null) {
            change.accept(other.relations());
        }
    }

    private static Failure notRegistered() {
        return Failure.of(ErrorKind.INTERNAL, "pid not registered");
    }
}
