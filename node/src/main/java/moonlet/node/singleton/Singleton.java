package moonlet.node.singleton;

import moonlet.node.singleton.LostNodes.Losses;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * One singleton on one node: when it may begin here, and when it has ended. The cluster assigns it
 * to one node at a time; but a node that was taken down may not know that yet, and run it. So it
 * begins when each node that was lost lately is proved gone, or has run out of its {@link Lease},
 * also those that were lost before this node knew of losses. Not safe for threads; times are {@code
 * System.nanoTime()}.
 *
 * @param <N> another node, one start of it
 */
public final class Singleton<N> {
    private enum Stage {
        /** It is another node's, or nobody's. */
        IDLE,
        WAITING,
        RUNNING,
        ENDING
    }

    private final SingletonEffects<N> effects;
    private final long marginNanos;
    private final Set<N> waitsFor = new LinkedHashSet<>();
    private Stage stage = Stage.IDLE;
    private long knowsAllAt;
    private long certainAt;

    /**
     * @param marginNanos for how long after its loss a node may still run it: longer than the lease
     */
    public Singleton(SingletonEffects<N> effects, long marginNanos) {
        this.effects = effects;
        this.marginNanos = marginNanos;
    }

    /** The cluster assigns it to this node: the one before has released it, or was removed. */
    public void assigned(Losses<N> losses, long now) {
        if (stage != Stage.IDLE) {
            return;
        }
        stage = Stage.WAITING;
        waitsFor.addAll(losses.nodes());
        knowsAllAt = now + Math.max(0, marginNanos - losses.knownForNanos());
        certainAt = now + marginNanos;
        tick(now);
        if (stage == Stage.WAITING) {
            effects.await(Set.copyOf(waitsFor));
        }
    }

    /** The process of a node that was lost is gone. */
    public void provedGone(N node, long now) {
        waitsFor.remove(node);
        tick(now);
    }

    /** It is to be another node's. */
    public void handOver() {
        switch (stage) {
            case IDLE, WAITING -> release();
            case RUNNING -> {
                stage = Stage.ENDING;
                effects.end();
            }
            case ENDING -> {}
        }
    }

    /** Its process has ended, after {@link SingletonEffects#end}. */
    public void ended() {
        if (stage == Stage.ENDING) {
            release();
        }
    }

    /** Does what is due. */
    public void tick(long now) {
        if (stage == Stage.WAITING && isCertain(now)) {
            waitsFor.clear();
            stage = Stage.RUNNING;
            effects.begin();
        }
    }

    /** In how many nanoseconds {@link #tick} has something to do; MAX_VALUE for never. */
    public long dueIn(long now) {
        if (stage != Stage.WAITING) {
            return Long.MAX_VALUE;
        }
        return Math.max(0, (waitsFor.isEmpty() ? knowsAllAt : certainAt) - now);
    }

    private boolean isCertain(long now) {
        return waitsFor.isEmpty() && now - knowsAllAt >= 0 || now - certainAt >= 0;
    }

    private void release() {
        waitsFor.clear();
        stage = Stage.IDLE;
        effects.release();
    }
}
