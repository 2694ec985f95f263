package moonlet.node.singleton;

import moonlet.node.singleton.LostNodes.Losses;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * One singleton on one node: when it may begin here, and when it has ended. The cluster assigns it
 * to one node at a time; but a node that was taken down may not know that yet, and run it. So it
 * begins when each node that was lost lately is proved gone, or has run out of its {@link Lease},
 * also those that were lost before this node knew of losses.
 *
 * <p>A node that drains ends it, and lends it to the next in age while it is still a member. Nobody
 * has to wait for that: whom the cluster assigns it to after this node is the next one, which has
 * it already, or comes after that one was lost, which it knows, or has left, and so ended it
 * before. Or it is one in between that is about to leave, and begins nothing any more. So a loan is
 * of use only to the very start of a node that both take for the next: who lends may be taken down
 * already, or have heard of a loss what nobody else has. And it never is to one that has had the
 * singleton since, or drains.
 *
 * <p>Not safe for threads; times are {@code System.nanoTime()}.
 *
 * @param <N> another node, one start of it
 */
public final class Singleton<N> {
    private enum Stage {
        /** It is another node's, or nobody's. */
        IDLE,
        WAITING,
        RUNNING,
        /** It runs here, and is another node's, which drains. */
        BORROWED,
        /** It is another node's, and ends here because this one drains, too. */
        RETURNING,
        /** It ends because this node, whose it is, drains; then it is lent. */
        LENDING,
        /** It is this node's, and is not to run here any more. */
        LENT,
        ENDING
    }

    private final SingletonEffects<N> effects;
    private final long marginNanos;
    private final Set<N> waitsFor = new LinkedHashSet<>();
    private Stage stage = Stage.IDLE;
    private long knowsAllAt;
    private long certainAt;
    private boolean wasAssigned;
    private boolean drains;

    /**
     * @param marginNanos for how long after its loss a node may still run it: longer than the lease
     */
    public Singleton(SingletonEffects<N> effects, long marginNanos) {
        this.effects = effects;
        this.marginNanos = marginNanos;
    }

    /** The cluster assigns it to this node: the one before has released it, or was removed. */
    public void assigned(Losses<N> losses, long now) {
        wasAssigned = true;
        switch (stage) {
            case IDLE -> awaitCertainty(losses, now);
            case BORROWED -> stage = Stage.RUNNING;
            case RETURNING -> stage = Stage.LENDING;
            case WAITING, RUNNING, LENDING, LENT, ENDING -> {}
        }
    }

    private void awaitCertainty(Losses<N> losses, long now) {
        stage = Stage.WAITING;
        waitsFor.addAll(losses.nodes());
        knowsAllAt = now + Math.max(0, marginNanos - losses.knownForNanos());
        certainAt = now + marginNanos;
        tick(now);
        if (stage == Stage.WAITING) {
            effects.await(Set.copyOf(waitsFor));
        }
    }

    /**
     * The node whose it is has ended it, and lends it to this start of this one.
     *
     * @return whether it begins here for that
     */
    public boolean borrow() {
        if (stage != Stage.IDLE || wasAssigned || drains) {
            return false; // the loan is late: what comes after it has begun
        }
        stage = Stage.BORROWED;
        effects.begin();
        return true;
    }

    /** This node is about to leave: it ends what it runs, and begins nothing any more. */
    public void drain() {
        drains = true;
        switch (stage) {
            case RUNNING -> end(Stage.LENDING);
            case BORROWED -> end(Stage.RETURNING);
            case IDLE, WAITING, RETURNING, LENDING, LENT, ENDING -> {}
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
            case IDLE, WAITING, LENT -> release();
            case RUNNING, BORROWED -> end(Stage.ENDING);
            case LENDING, RETURNING -> stage = Stage.ENDING;
            case ENDING -> {}
        }
    }

    /** Its process has ended, after {@link SingletonEffects#end}. */
    public void ended() {
        switch (stage) {
            case ENDING -> release();
            case LENDING -> lend();
            case RETURNING -> stage = Stage.IDLE;
            case IDLE, WAITING, RUNNING, BORROWED, LENT -> {}
        }
    }

    /** Does what is due. */
    public void tick(long now) {
        if (stage == Stage.WAITING && isCertain(now)) {
            waitsFor.clear();
            if (drains) {
                lend();
            } else {
                stage = Stage.RUNNING;
                effects.begin();
            }
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

    private void end(Stage next) {
        stage = next;
        effects.end();
    }

    private void lend() {
        stage = Stage.LENT;
        effects.lend();
    }

    private void release() {
        waitsFor.clear();
        stage = Stage.IDLE;
        effects.release();
    }
}
