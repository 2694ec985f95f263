package moonlet.node;

import moonlet.lua.process.Outcome;
import moonlet.node.cluster.MemberState;
import moonlet.node.cluster.Peer;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Payload;
import moonlet.protocol.Pid;
import moonlet.protocol.Signal;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** What somebody who operates a node can do to its processes; the node itself is who does it. */
public final class Operations {
    /** Less than a node waits for the answer of another one. */
    static final int TOP_LEVEL_MILLIS_MAX = 2_500;

    private static final long LOOK_AGAIN_NANOS = 1_000_000;

    private final Node node;

    Operations(Node node) {
        this.node = node;
    }

    /** Which host of which node a program would mean by {@code text}, such as {@code *@app:h}. */
    public Outcome<HostAt> find(String text) {
        return switch (node.spawning().place(text)) {
            case Places.Here(String host) -> Outcome.of(new HostAt(node.name(), host));
            case Places.There(Peer peer, String host) ->
                    Outcome.of(new HostAt(peer.member().name(), host));
            case Places.Nowhere(Failure why) -> new Outcome<>(null, why);
        };
    }

    /** Starts a process; the answer comes when its top level has run, or has taken too long. */
    public CompletionStage<Outcome<Pid>> spawn(String entry, String host, Payload arguments) {
        return node.spawning().spawnWithin(TOP_LEVEL_MILLIS_MAX, entry, host, arguments);
    }

    /** Puts a message into a mailbox of this node; returns null, or why that cannot be. */
    public Failure send(Pid to, String topic, Payload payload) {
        if (topic.isEmpty() || topic.startsWith("@")) {
            return Failure.of(ErrorKind.INVALID, "a topic is not empty and does not begin with @");
        }
        LocalProcess process = node.processes().find(to);
        if (process == null) {
            return NotFound.at(to, node);
        }
        Signal.Message message = new Signal.Message(node.systemPid(), topic, payload);
        return switch (process.send(process, message)) {
            case ACCEPTED -> null;
            case GONE -> NotFound.at(to, node);
            case FULL -> new Failure(ErrorKind.UNAVAILABLE, "mailbox is full", true, null, null);
            case TOO_LARGE ->
                    Failure.of(ErrorKind.INVALID, "the message is larger than the mailbox");
        };
    }

    /**
     * Asks a process of this node to end.
     *
     * @param deadlineMillis Unix time at which it is killed if it is still there; 0: never
     */
    public Failure cancel(Pid pid, long deadlineMillis) {
        LocalProcess process = node.processes().find(pid);
        if (process == null) {
            return NotFound.at(pid, node);
        }
        process.cancel(node.systemPid(), deadlineMillis, null);
        return null;
    }

    /** Ends a process of this node at its next scheduling point. */
    public Failure terminate(Pid pid) {
        if (node.processes().find(pid) == null) {
            return NotFound.at(pid, node);
        }
        node.terminate(pid);
        return null;
    }

    /**
     * Ends all processes of a host of this node, and waits until they and their names are gone.
     *
     * @return false if some are still there after that time
     */
    public boolean endAll(String host, Duration within) {
        long deadline = System.nanoTime() + within.toNanos();
        node.processes().all().stream()
                .map(LocalProcess::pid)
                .filter(pid -> isOf(host, pid))
                .forEach(node::terminate);
        while (isInUse(host)) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
        return true;
    }

    private boolean isInUse(String host) {
        AtomicBoolean named = new AtomicBoolean();
        node.names().forEach((_, pid) -> named.compareAndSet(false, isOf(host, pid)));
        return named.get()
                || node.processes().all().stream().anyMatch(one -> isOf(host, one.pid()));
    }

    private boolean isOf(String host, Pid pid) {
        return pid.host().equals(host) && !node.others().isForeign(pid);
    }

    /**
     * Sets the time that processes of this node have when it ends, from the first CANCEL to the
     * kill.
     *
     * @return that time
     */
    public Duration drainWithin(Duration timeout) {
        node.drain().within(timeout);
        return timeout;
    }

    /** From the first CANCEL to the kill when this node ends. */
    public Duration drainTimeout() {
        return node.drain().timeout();
    }

    /**
     * Takes a silent node out of the cluster, without waiting until the cluster does so by itself.
     *
     * @return null, or why not
     */
    public Failure down(String name) {
        List<MemberState> members = node.inspection().members();
        MemberState found =
                members.stream()
                        .filter(other -> other.member().name().equals(name))
                        .findFirst()
                        .orElse(null);
        if (found == null) {
            String all =
                    members.stream()
                            .map(other -> other.member().name())
                            .collect(Collectors.joining(", "));
            return Failure.of(
                    ErrorKind.NOT_FOUND, "no member is named \"" + name + "\"; members are " + all);
        }
        if (found.status().equals("down")) {
            return null; // and the cluster forgets it soon
        }
        if (found.reachable()) {
            return Failure.of(
                    ErrorKind.CONFLICT,
                    "node "
                            + name
                            + " answers the others; to end it, use moonlet cluster drain "
                            + name);
        }
        node.cluster().roster().down(found.member());
        return null;
    }

    /** The process that has a name, as far as this node knows, or null. */
    public Pid named(String name) {
        return node.names().holder(name);
    }
}
