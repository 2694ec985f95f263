package moonlet.node.sim;

import moonlet.node.link.Incarnations.State;
import moonlet.protocol.Ending;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;
import moonlet.protocol.Signal;
import moonlet.protocol.wire.ProcessItem;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The promises M1 to M3 and E1 to E3: what can be checked when something happens. */
final class Promises {
    private final Cluster cluster;
    private final Set<SimProcess.Origin> started = new HashSet<>();
    private final Map<SimProcess.Origin, Pid> learned = new HashMap<>();
    private int revoked;

    Promises(Cluster cluster) {
        this.cluster = cluster;
    }

    /** M1, E3: in order, each once, to nobody else. */
    void arrived(SimProcess process, ProcessItem.Message message) {
        if (process == null) {
            throw new Violation("E3: a message for another incarnation arrived: " + message);
        }
        Pid from = message.from();
        int before = process.gotFrom(from) + process.unreadFrom(from);
        int number = ((SimPayload) message.payload()).number();
        if (number != before + 1) {
            throw new Violation("M1: message " + number + " came after " + before + ": " + message);
        }
        (process.ending == null ? process.got : process.unread).merge(from, 1, Integer::sum);
    }

    /** E1, E2: news of an end is asked for, true, and comes after the last message. */
    void relation(SimProcess process, Signal signal) {
        cluster.trace(() -> "  " + process.pid + " gets " + signal);
        switch (signal) {
            case Signal.Exit exit -> {
                check(process.monitored.remove(exit.from()), "E1: not asked for", process, signal);
                ended(process, exit.from(), exit.ending(), signal);
            }
            case Signal.LinkDown down -> {
                check(process.links.remove(down.from()), "E1: not linked", process, signal);
                ended(process, down.from(), new Ending.Failed(down.failure()), signal);
            }
            case Signal other -> throw new Violation("no relation: " + other);
        }
    }

    private void ended(SimProcess process, Pid from, Ending how, Signal signal) {
        if (text(how).equals("node disconnected")) {
            State state = process.node.incarnations.state(from.node(), from.incarnation());
            check(state == State.DOWN, "E1: that node is not down", process, signal);
            return;
        }
        SimProcess other = cluster.processes.get(from);
        boolean isTrue =
                text(how).equals("pid not registered")
                        ? other == null || other.ending != null
                        : other != null && how.equals(other.ending);
        check(isTrue, "E1: it did not end so", process, signal);
        if (other != null && other.sentTo(process.pid) != process.gotFrom(from)) {
            throw new Violation(
                    "E2: "
                            + process.pid
                            + " got "
                            + process.gotFrom(from)
                            + " of "
                            + other.sentTo(process.pid)
                            + " messages before "
                            + signal);
        }
    }

    /** No double start. */
    SimProcess.Origin startedFor(SimProcess.Origin origin) {
        if (!started.add(origin)) {
            throw new Violation("a request started two processes: " + origin);
        }
        return origin;
    }

    /** R3: in normal times the arbiter lets only one claim win, so nobody loses a name. */
    void revoked() {
        revoked++;
    }

    int revocations() {
        return revoked;
    }

    void learned(SimProcess.Origin origin, Pid pid) {
        learned.put(origin, pid);
    }

    boolean isKnown(SimProcess process) {
        return process.origin == null || process.pid.equals(learned.get(process.origin));
    }

    private static String text(Ending how) {
        return how instanceof Ending.Failed(Failure failure) ? failure.message() : "";
    }

    private static void check(boolean holds, String what, SimProcess process, Signal signal) {
        if (!holds) {
            throw new Violation(what + ": " + process.pid + " " + signal);
        }
    }
}
