package moonlet.node.sim;

import moonlet.protocol.Ending;
import moonlet.protocol.Pid;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** A process as the promises see it: what it did, and what it got. */
final class SimProcess {
    final SimNode node;
    final Pid pid;
    final Set<Pid> monitored = new LinkedHashSet<>();
    final Set<Pid> links = new LinkedHashSet<>();
    final Map<Pid, Integer> sent = new HashMap<>(); // accepted messages
    final Map<Pid, Integer> got = new LinkedHashMap<>();
    final Map<Pid, Integer> unread = new LinkedHashMap<>(); // arrived after its end
    final Set<String> names = new LinkedHashSet<>(); // that it has registered, and not lost since
    final boolean trapsLinks;
    int mailbox; // messages that it has not read
    Origin origin;
    Ending ending; // null while it lives
    Pid waitsFor; // the target of a message that has no room

    /** The request that started it. */
    record Origin(SimNode by, SimNode on, long request) {}

    SimProcess(SimNode node, Pid pid, boolean trapsLinks) {
        this.node = node;
        this.pid = pid;
        this.trapsLinks = trapsLinks;
    }

    @Override
    public String toString() {
        return pid.toString();
    }

    /** Whether it lives, on a node that does. */
    boolean lives() {
        return ending == null && node.alive;
    }

    int sentTo(Pid other) {
        return sent.getOrDefault(other, 0);
    }

    int gotFrom(Pid other) {
        return got.getOrDefault(other, 0);
    }

    int unreadFrom(Pid other) {
        return unread.getOrDefault(other, 0);
    }
}
