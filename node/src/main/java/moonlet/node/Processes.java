package moonlet.node;

import moonlet.lua.process.World;
import moonlet.node.remote.RemoteRelations;
import moonlet.protocol.Ending;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;
import moonlet.protocol.Signal;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The living processes of this node. A process that is not in here cannot be reached any more. */
final class Processes {
    private final ConcurrentMap<Pid, LocalProcess> alive = new ConcurrentHashMap<>();

    void add(LocalProcess process) {
        alive.put(process.pid(), process);
    }

    void remove(Pid pid) {
        alive.remove(pid);
    }

    /** The process, or null if it has ended or was never here. */
    LocalProcess find(Pid pid) {
        return alive.get(pid);
    }

    /** Tells a process something; whether it still lives. */
    boolean tell(Pid pid, Signal signal) {
        LocalProcess process = alive.get(pid);
        if (process != null) {
            process.tell(signal);
        }
        return process != null;
    }

    /** Ends a process, if it still lives. */
    void kill(Pid pid, Failure why) {
        LocalProcess process = alive.get(pid);
        if (process != null) {
            process.kill(why);
        }
    }

    /** Returns null, or why not. */
    Failure monitor(LocalProcess who, Pid target) {
        LocalProcess other = find(target);
        if (other == null) {
            return RemoteRelations.NOT_REGISTERED;
        }
        if (!who.relations().addMonitored(target)) {
            return World.ALREADY_MONITORING;
        }
        if (!other.relations().addWatcher(who.pid())) {
            who.relations().removeMonitored(target);
            return RemoteRelations.NOT_REGISTERED;
        }
        return null;
    }

    /** Returns null, or why not. */
    Failure link(LocalProcess who, Pid target) {
        LocalProcess other = find(target);
        // Our side first: if the other ends right after its side, its LINK_DOWN must find ours.
        who.relations().addLink(target);
        if (other == null || !other.relations().addLink(who.pid())) {
            who.relations().removeLink(target);
            return RemoteRelations.NOT_REGISTERED;
        }
        return null;
    }

    /**
     * Relates a new process to its parent, before its first instruction: so no EXIT can be missed.
     *
     * @param atSeconds Unix time
     * @return false if the parent has ended, while the child waited for its name; or the child,
     *     which somebody may have killed by then
     */
    static boolean relate(
            LocalProcess parent,
            LocalProcess child,
            boolean monitored,
            boolean linked,
            long atSeconds) {
        boolean live = true;
        if (monitored) {
            parent.relations().addMonitored(child.pid());
            if (!child.relations().addWatcher(parent.pid())) {
                Ending ending = new Ending.Failed(RemoteRelations.NOT_REGISTERED);
                parent.tell(new Signal.Exit(child.pid(), ending, atSeconds));
                live = false;
            }
        }
        if (linked) {
            live &= parent.relations().addLink(child.pid());
            if (!child.relations().addLink(parent.pid())) {
                Failure failure = RemoteRelations.NOT_REGISTERED;
                parent.tell(new Signal.LinkDown(child.pid(), failure, atSeconds));
                live = false;
            }
        }
        return live;
    }

    /** Changes what a process has noted, if it is here. */
    void forget(Pid pid, Consumer<Relations> change) {
        LocalProcess process = find(pid);
        if (process != null) {
            change.accept(process.relations());
        }
    }

    Collection<LocalProcess> all() {
        return alive.values();
    }

    int count() {
        return alive.size();
    }

    /** Waits until there is none; returns false if there still is one at the deadline. */
    boolean awaitNone(long deadlineNanos) {
        while (count() > 0) {
            if (System.nanoTime() > deadlineNanos) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(5);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
