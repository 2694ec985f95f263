package moonlet.lua.process;

import moonlet.protocol.Failure;

/**
 * What a process can ask of its node where that runs tests ({@code moonlet test}): to write down
 * how its cases went, and to move time.
 */
public interface TestSession {
    /**
     * A case begins; if the process ends or hangs before {@link #ends}, it is to blame.
     *
     * @param number from 1, in the order of the cases
     * @return false if it is not to run: it began in an earlier process of this test
     */
    boolean begins(long number, String name);

    /**
     * The case that has begun has ended.
     *
     * @param failure null if it passed; else where and why, in one or more lines
     */
    void ends(String failure);

    /**
     * Lets time stand still and moves it on: what is due by then happens one after the other, and
     * all processes come to rest before the next. {@code Due(ticket)} follows when that is done.
     *
     * @return null, or why time cannot be moved
     */
    Failure advance(long nanos, long ticket);

    /** How the last advance went: null, or why it stopped before the time it was to reach. */
    Failure advanced();

    /** Time runs by itself again, from where it stands. */
    void release();

    /** As {@link World#after}, but of real time, whatever became of the other. */
    World.Timer afterReally(long nanos, long ticket);
}
