package moonlet.node;

import moonlet.protocol.Pid;

import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** The registered names of this node's processes, and which process holds which. */
final class LocalNames {
    private final Map<String, Pid> holders = new ConcurrentHashMap<>();
    private final Map<Pid, Set<String>> names = new ConcurrentHashMap<>();

    /**
     * The holder of the name after the call: {@code pid}, or who had it before; null where {@code
     * pid} holds {@code max} names already.
     */
    Pid register(String name, Pid pid, int max) {
        AtomicReference<Pid> holder = new AtomicReference<>();
        names.compute(
                pid,
                (_, held) -> {
                    Set<String> all = held == null ? new HashSet<>() : held;
                    if (all.size() < max || all.contains(name)) {
                        Pid other = holders.putIfAbsent(name, pid);
                        holder.set(other == null ? pid : other);
                        if (other == null) {
                            all.add(name);
                        }
                    }
                    return all.isEmpty() ? null : all;
                });
        return holder.get();
    }

    /** Returns whether the name was registered. */
    boolean unregister(String name) {
        Pid holder = holders.get(name);
        if (holder == null) {
            return false;
        }
        AtomicBoolean removed = new AtomicBoolean();
        names.computeIfPresent(
                holder,
                (_, held) -> {
                    removed.set(holders.remove(name, holder));
                    held.remove(name);
                    return held.isEmpty() ? null : held;
                });
        return removed.get();
    }

    Pid lookup(String name) {
        return holders.get(name);
    }

    /** The names of a process. */
    Set<String> namesOf(Pid pid) {
        Set<String> held = names.get(pid);
        return held == null ? Set.of() : Set.copyOf(held);
    }

    Map<String, Pid> holders() {
        return Collections.unmodifiableMap(holders);
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
