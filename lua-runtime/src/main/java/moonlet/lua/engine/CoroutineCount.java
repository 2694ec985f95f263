package moonlet.lua.engine;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.HashSet;
import java.util.Set;

/**
 * How many coroutines of one process are in use. One that a program just forgets never ends, so it
 * counts until the garbage collector has found it.
 */
final class CoroutineCount {
    private final int max;
    private final ReferenceQueue<Coroutine> forgotten = new ReferenceQueue<>();
    private final Set<PhantomReference<Coroutine>> alive = new HashSet<>();

    CoroutineCount(int max) {
        this.max = max;
    }

    /** Counts a coroutine; what it returns is for {@link #remove}. */
    Object add(Coroutine coroutine) {
        for (var gone = forgotten.poll(); gone != null; gone = forgotten.poll()) {
            alive.remove(gone);
        }
        if (alive.size() >= max) {
            throw new Raised("too many coroutines: the limit is coroutinesMax=" + max);
        }
        PhantomReference<Coroutine> counted = new PhantomReference<>(coroutine, forgotten);
        alive.add(counted);
        return counted;
    }

    void remove(Object counted) {
        alive.remove(counted);
    }
}
