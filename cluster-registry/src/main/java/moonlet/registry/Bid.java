package moonlet.registry;

import moonlet.protocol.Asker;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A name that a process of this node wants, and who has promised it so far. */
final class Bid {
    final String key;
    final Pid pid;
    final boolean all; // every member that is up has to promise, not only a majority
    final long deadlineNanos;
    final List<Ask> asks = new ArrayList<>(1);
    final Set<NodeStart> asked = new HashSet<>(); // and have not refused
    final Set<NodeStart> promised = new HashSet<>();
    private long request;

    Bid(String key, Pid pid, boolean all, long deadlineNanos, Ask ask) {
        this.key = key;
        this.pid = pid;
        this.all = all;
        this.deadlineNanos = deadlineNanos;
        asks.add(ask);
    }

    long request() {
        return request;
    }

    /** On whose behalf. */
    Asker by() {
        return asks.getFirst().by();
    }

    /** A process has one bid for a key, or one would take back what was promised to the other. */
    Reply join(Ask ask, boolean alsoAll) {
        if (all != alsoAll) {
            return Reply.failed(
                    ErrorKind.UNAVAILABLE,
                    "the process claims this name in another scope just now");
        }
        asks.add(ask);
        return Reply.LATER;
    }

    /** Takes out who asks on behalf of the process for which the members were asked. */
    List<Ask> removeRefused() {
        Asker by = by();
        List<Ask> refused = asks.stream().filter(ask -> Objects.equals(ask.by(), by)).toList();
        asks.removeAll(refused);
        return refused;
    }

    /** Begins anew, under another number: what was promised before is worth nothing. */
    void begin(long number) {
        request = number;
        asked.clear();
        promised.clear();
    }

    /** A member is lost, or has refused: it may be asked again. */
    void forget(NodeStart member) {
        asked.remove(member);
        promised.remove(member);
    }

    boolean hasMajority(Electorate electorate) {
        return 2 * promised.size() > electorate.members();
    }

    boolean isWon(Electorate electorate) {
        return hasMajority(electorate) && (!all || promised.size() == electorate.living());
    }

    /** Why it has come to nothing within its time. */
    Reply late(Electorate electorate) {
        String by = promised.size() + " of " + electorate.members() + " members";
        return hasMajority(electorate)
                ? Reply.failed(
                        ErrorKind.TIMEOUT, "not confirmed by all members in time, only by " + by)
                : Reply.failed(
                        ErrorKind.UNAVAILABLE,
                        "no majority: " + by + " agreed in time, and more than half are needed");
    }

    /** Whether it gives way to the process that has the promise of somebody. */
    boolean yieldsTo(Pid other) {
        return new Grant(other, 0).compareTo(new Grant(pid, 0)) < 0;
    }
}
