package moonlet.node.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The instances that a singleton has had, by what each says every 20 ms in the log of its node:
 * {@code alive}, and the Unix time in milliseconds.
 */
final class Instances {
    /** From the first to the last word of one process. */
    record Instance(String pid, long firstMillis, long lastMillis) {
        boolean isOn(String node) {
            return pid.startsWith("{" + node + "@");
        }

        private Instance with(long millis) {
            return new Instance(pid, Math.min(firstMillis, millis), Math.max(lastMillis, millis));
        }
    }

    private static final Pattern ALIVE = Pattern.compile(" - alive (\\d+) pid=(\\S+)");
    private static final long BOUND_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Map<Jvm, Integer> linesRead = new HashMap<>();
    private final Map<String, Instance> byPid = new HashMap<>();

    /** One more JVM whose log counts, also when it has ended. */
    Jvm add(Jvm jvm) {
        linesRead.put(jvm, 0);
        return jvm;
    }

    /** Waits until somebody has said something after that time; returns who was the first. */
    Instance awaitAfter(long millis) throws InterruptedException {
        return await(instance -> instance.firstMillis > millis);
    }

    /** Waits until somebody, old or new, has said something after that time. */
    void awaitWordAfter(long millis) throws InterruptedException {
        await(instance -> instance.lastMillis > millis);
    }

    /** Waits until there is one. */
    Instance awaitLatest() throws InterruptedException {
        await(_ -> true);
        return all().getLast();
    }

    /** All instances by the time of their first word. */
    List<Instance> all() {
        linesRead.replaceAll(this::read);
        return byPid.values().stream()
                .sorted(Comparator.comparingLong(Instance::firstMillis))
                .toList();
    }

    private int read(Jvm jvm, int from) {
        List<String> lines = jvm.errByNow();
        for (String line : lines.subList(from, lines.size())) {
            Matcher alive = ALIVE.matcher(line);
            if (alive.find()) {
                long millis = Long.parseLong(alive.group(1));
                Instance one = new Instance(alive.group(2), millis, millis);
                byPid.merge(one.pid, one, (before, _) -> before.with(millis));
            }
        }
        return lines.size();
    }

    /** The clock of the machine is that of all nodes. */
    void assertNeverTwoAtOnce() {
        List<Instance> all = all();
        for (int i = 1; i < all.size(); i++) {
            Instance before = all.get(i - 1);
            assertTrue(before.lastMillis < all.get(i).firstMillis, () -> "two at once: " + all);
        }
    }

    /** Says how long nobody said anything before each but the first did; 20 ms of it are usual. */
    void printGaps() {
        List<Instance> all = all();
        for (int i = 1; i < all.size(); i++) {
            long gap = all.get(i).firstMillis - all.get(i - 1).lastMillis;
            System.out.printf("%s: runs after a gap of %d ms%n", all.get(i).pid, gap);
        }
    }

    private Instance await(Predicate<Instance> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + BOUND_NANOS;
        while (true) {
            for (Instance instance : all()) {
                if (wanted.test(instance)) {
                    return instance;
                }
            }
            assertTrue(System.nanoTime() < deadline, () -> "no instance; there were " + all());
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
