package moonlet.node;

import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps processes that are each within their limits from exhausting the heap together. Where it is
 * nearly full after a collection, nothing new starts; where it gets worse, those that keep most
 * end, as many as it takes. A thread of its own looks, so that no message pays for it.
 */
final class HeapGuard {
    /** From here on the node starts no processes. */
    static final int REFUSE_PERCENT = 75;

    /** From here on it ends the largest. */
    static final int END_PERCENT = 85;

    private static final Logger LOG = LoggerFactory.getLogger(HeapGuard.class);
    private static final long LOOK_NANOS = 20_000_000;
    private static final int MEASURED = 16; // of the largest, before one of them ends
    private static final int SMALL_SHARE = 1_000; // what keeps less of the heap is not the cause
    private static final long END_NANOS_MAX = 2_000_000_000L; // until they have had a turn for it
    private static final long COLLECT_NANOS_MIN = 5_000_000_000L;
    private static final int COLLECT_SHARE = 20; // of the time, one part at most
    private static final int COLLECT_SHARE_FULL = 4; // as long as nothing starts
    private static final int GROWN_PERCENT = 5; // of the heap, since the last collection

    private final Heap heap;
    private final Processes processes;
    private final NodeCounters counters;
    private final LongSupplier nanos;
    private final Thread thread;
    private volatile Failure refusal; // null while there is room
    private boolean asked; // the largest are measuring what they keep
    private final List<Pid> ending = new ArrayList<>(); // told to, at the last look
    private long endingUntil;
    private long collectAt;
    private long collectGrownAt;

    HeapGuard(Heap heap, Processes processes, NodeCounters counters, LongSupplier nanos) {
        this.heap = heap;
        this.processes = processes;
        this.counters = counters;
        this.nanos = nanos;
        this.thread = Thread.ofPlatform().daemon().name("moonlet-heap-guard").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void stop() {
        thread.interrupt();
    }

    /** Why no process can start now, or null. */
    Failure refusal() {
        return refusal;
    }

    private void run() {
        while (true) {
            try {
                TimeUnit.NANOSECONDS.sleep(LOOK_NANOS);
            } catch (InterruptedException stopped) {
                return;
            }
            try {
                look();
            } catch (OutOfMemoryError full) {
                // The next look ends somebody; until then this thread fares no better than others.
            }
        }
    }

    /** Finds out how full the heap is, and does something about it. */
    void look() {
        collectIfGrown();
        double percent = heap.fullness() * 100;
        if (percent < REFUSE_PERCENT) {
            if (refusal != null) {
                LOG.atInfo().addKeyValue("percent", (int) percent).log("heap has room again");
            }
            refusal = null;
            asked = false;
            return;
        }
        if (refusal == null) {
            LOG.atWarn()
                    .addKeyValue("percent", (int) percent)
                    .addKeyValue("heapRefusePercent", REFUSE_PERCENT)
                    .addKeyValue("processes", processes.count())
                    .log("heap nearly full; no process starts");
            collectAt = nanos.getAsLong() + COLLECT_NANOS_MIN;
        }
        refusal =
                Failure.of(
                        ErrorKind.UNAVAILABLE,
                        "the node's heap is %s full after a collection; above the limit heapRefusePercent=%d no process starts"
                                .formatted(shown(percent), REFUSE_PERCENT));
        if (percent >= END_PERCENT) {
            relieve(percent);
        }
        if (nanos.getAsLong() >= collectAt) {
            collect(); // what has ended since may have made room, which nobody notices without
        }
    }

    /** Where the heap fills up, whether with garbage is better known before it is full. */
    private void collectIfGrown() {
        double percent = heap.inUse() * 100;
        if (percent < REFUSE_PERCENT) {
            return;
        }
        double grown = percent - heap.fullness() * 100;
        if (grown >= GROWN_PERCENT && nanos.getAsLong() >= collectGrownAt) {
            collect();
        }
    }

    /** Has the largest measure what they keep; at the next look, ends as many as make room. */
    private void relieve(double percent) {
        if (!ending.isEmpty()) {
            awaitEnds();
            return;
        }
        List<Sized> largest = largest();
        if (!asked) {
            asked = true;
            largest.stream().limit(MEASURED).forEach(sized -> sized.process.measureSoon());
            return;
        }
        asked = false;
        long excess = (long) ((percent - REFUSE_PERCENT) / 100 * heap.bytes());
        int ended = 0;
        while (excess > 0 && ended < largest.size()) {
            Sized next = largest.get(ended++);
            excess -= next.bytes;
            end(next, percent);
        }
        endingUntil = nanos.getAsLong() + END_NANOS_MAX;
        if (ended > 0) {
            LOG.atWarn()
                    .addKeyValue("percent", (int) percent)
                    .addKeyValue("heapEndPercent", END_PERCENT)
                    .addKeyValue("ended", ended)
                    .addKeyValue("largest", largest.getFirst().process.pid())
                    .addKeyValue("bytes", largest.getFirst().bytes)
                    .log("heap full; the largest processes end");
        }
    }

    /** Before others end, those that were told to are gone, and what they kept is collected. */
    private void awaitEnds() {
        boolean gone = ending.stream().allMatch(pid -> processes.find(pid) == null);
        if (gone || nanos.getAsLong() >= endingUntil) {
            ending.clear();
            collect();
        }
    }

    private void end(Sized largest, double percent) {
        counters.endedForHeap();
        ending.add(largest.process.pid());
        largest.process.kill(
                Failure.of(
                        ErrorKind.INTERNAL,
                        "process ended, since it keeps most in memory, about %d bytes, and the node's heap is %s full: more than the limit heapEndPercent=%d"
                                .formatted(largest.bytes, shown(percent), END_PERCENT)));
    }

    /** Those worth ending, the largest first. */
    private List<Sized> largest() {
        return processes.all().stream()
                .map(process -> new Sized(process, process.retainedAtMost()))
                .filter(sized -> sized.bytes > heap.bytes() / SMALL_SHARE)
                .sorted(Comparator.comparingLong(Sized::bytes).reversed())
                .toList();
    }

    /** What a process kept when somebody looked. */
    private record Sized(LocalProcess process, long bytes) {}

    /** Not so often that the node would do little else. */
    private void collect() {
        long before = nanos.getAsLong();
        heap.collect();
        long after = nanos.getAsLong();
        long pause = (after - before) * (refusal == null ? COLLECT_SHARE : COLLECT_SHARE_FULL);
        collectGrownAt = after + pause;
        collectAt = after + Math.max(COLLECT_NANOS_MIN, pause);
    }

    private static String shown(double percent) {
        return String.format(Locale.ROOT, "%.0f %%", percent);
    }
}
