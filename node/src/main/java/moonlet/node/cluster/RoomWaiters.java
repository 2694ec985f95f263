package moonlet.node.cluster;

import moonlet.protocol.Pid;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The local processes that wait to send to a process of a peer, each with what wakes it. Not safe
 * for threads. No more can wait than there are coroutines that send.
 */
final class RoomWaiters {
    private final Map<Pid, Set<Runnable>> waiting = new LinkedHashMap<>();

    void add(Pid remote, Runnable wake) {
        waiting.computeIfAbsent(remote, _ -> new LinkedHashSet<>(2)).add(wake);
    }

    void remove(Pid remote, Runnable wake) {
        Set<Runnable> all = waiting.get(remote);
        if (all != null && all.remove(wake) && all.isEmpty()) {
            waiting.remove(remote);
        }
    }

    /** Wakes those who wait for such a process: each tries again. */
    void wake(Predicate<Pid> remote) {
        List<Runnable> woken = new ArrayList<>();
        waiting.entrySet()
                .removeIf(entry -> remote.test(entry.getKey()) && woken.addAll(entry.getValue()));
        woken.forEach(Runnable::run);
    }
}
