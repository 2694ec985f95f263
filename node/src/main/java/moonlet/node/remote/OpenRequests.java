package moonlet.node.remote;

import moonlet.protocol.Pid;
import moonlet.protocol.wire.SpawnItem.Spawn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The spawns that this node has asked of a peer and that have no answer yet. */
final class OpenRequests {
    /** A request; {@code unmonitors} is how many there had been when it was made. */
    record Open(Spawn spawn, long unmonitors) {}

    private record Deadline(long request, long nanos) {}

    private final int max;
    private final SortedMap<Long, Open> open = new TreeMap<>();
    private final Map<Pid, Set<Long>> byParent = new HashMap<>();
    // Times of System.nanoTime() may overflow: only their differences mean something.
    private final Queue<Deadline> deadlines =
            new PriorityQueue<>(
                    Comparator.comparing(Deadline::nanos, (a, b) -> Long.signum(a - b)));
    private long requests;

    OpenRequests(int max) {
        this.max = max;
    }

    boolean isFull() {
        return open.size() >= max;
    }

    int size() {
        return open.size();
    }

    /** Numbers a request, and tells the peer to where it may forget them. */
    Spawn add(Spawn spawn, long unmonitors, long deadlineNanos) {
        long request = ++requests;
        long settled = open.isEmpty() ? request : open.firstKey();
        Spawn numbered = spawn.numbered(request, settled);
        open.put(request, new Open(numbered, unmonitors));
        byParent.computeIfAbsent(spawn.parent(), _ -> new HashSet<>(2)).add(request);
        deadlines.add(new Deadline(request, deadlineNanos));
        return numbered;
    }

    /** Returns what was asked, or null if that request is not open. */
    Open remove(long request) {
        Open removed = open.remove(request);
        if (removed != null) {
            byParent.computeIfPresent(
                    removed.spawn.parent(),
                    (_, all) -> {
                        all.remove(request);
                        return all.isEmpty() ? null : all;
                    });
            forgetDeadlines();
        }
        return removed;
    }

    /** Returns the requests of a process. */
    List<Long> removeOf(Pid parent) {
        List<Long> all = List.copyOf(byParent.getOrDefault(parent, Set.of()));
        all.forEach(this::remove);
        return all;
    }

    /** Returns the requests with a deadline up to now. */
    List<Long> removeUntil(long nowNanos) {
        List<Long> late = new ArrayList<>();
        while (!deadlines.isEmpty() && nowNanos - deadlines.peek().nanos >= 0) {
            long request = deadlines.remove().request;
            if (remove(request) != null) {
                late.add(request);
            }
        }
        return late;
    }

    List<Long> removeAll() {
        List<Long> all = List.copyOf(open.keySet());
        all.forEach(this::remove);
        return all;
    }

    long deadlineNanos() {
        return deadlines.isEmpty() ? Long.MAX_VALUE : deadlines.peek().nanos;
    }

    /** Those of answered requests, as soon as they are the earliest. */
    private void forgetDeadlines() {
        while (!deadlines.isEmpty() && !open.containsKey(deadlines.peek().request)) {
            deadlines.remove();
        }
    }
}
