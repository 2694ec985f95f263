package moonlet.node;

import moonlet.protocol.Pid;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The registered names of this node's processes, and which process holds which. */
final class LocalNames {
    private final Map<String, Pid> holders = new ConcurrentHashMap<>();
    private final Map<Pid, Set<String>> names = new ConcurrentHashMap<>();

    /** The holder of the name after the call: {@code pid}, or who had it before. */
    Pid register(String name, Pid pid) {
        Pid holder = holders.putIfAbsent(name, pid);
        if (holder != null) {
            return holder;
        }
        names.compute(
                pid,
                (_, held) -> {
                    Set<String> all = held == null ? new HashSet<>() : held;
                    all.add(name);
                    return all;
                });
        return pid;
    }

    /** Returns whether the name was registered. */
    boolean unregister(String name) {
        Pid holder = holders.remove(name);
        if (holder == null) {
            return false;
        }
        names.computeIfPresent(
                holder,
                (_, held) -> {
                    held.remove(name);
                    return held.isEmpty() ? null : held;
                });
        return true;
    }

    Pid lookup(String name) {
        return holders.get(name);
    }

    /** How many names there are, counted from either side: names, and processes that hold some. */
    int count() {
        return Math.max(holders.size(), names.size());
    }

    /** Frees all names of a process that has ended. */
    void release(Pid pid) {
        Set<String> held = names.remove(pid);
        if (held != null) {
            held.forEach(name -> holders.remove(name, pid));
        }
    }
}
