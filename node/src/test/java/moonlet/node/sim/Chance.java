package moonlet.node.sim;

import java.util.List;
import java.util.SplittableRandom;

/** All that is random in a run; the same seed gives the same run. */
public final class Chance {
    private final SplittableRandom random;

    public Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    public boolean percent(int p) {
        return random.nextInt(100) < p;
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** Returns a time from {@code from} to {@code to} milliseconds, in nanoseconds. */
    public long millis(int from, int to) {
        return random.nextLong(from * Agenda.MILLIS, to * Agenda.MILLIS + 1);
    }

    public <T> T of(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
