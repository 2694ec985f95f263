package moonlet.node.singleton;

import java.util.Set;

/**
 * What a {@link Singleton} asks of its node.
 *
 * @param <N> another node, one start of it
 */
public interface SingletonEffects<N> {
    /** Find out whether these nodes are gone, and say {@link Singleton#provedGone} of each. */
    void await(Set<N> lost);

    /** From here on this node runs it. */
    void begin();

    /** Its process is to end; {@link Singleton#ended} follows. */
    void end();

    /**
     * The next node in age may run it meanwhile: that start of it is to {@link Singleton#borrow},
     * if it takes itself for the next after this one.
     */
    void lend();

    /** Another node may have it. */
    void release();
}
