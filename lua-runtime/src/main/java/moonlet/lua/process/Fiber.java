package moonlet.lua.process;

import moonlet.lua.engine.Retained;

/** The virtual thread of one process, which runs only while its owner waits in {@link #run}. */
interface Fiber {
    /** Called by the owner: starts or continues the thread until it parks, yields or ends. */
    void run();

    /** Whether the thread gave way in the middle of its work and only needs another turn. */
    boolean yielded();

    /**
     * Called on the thread itself: gives the turn back; returns at some later {@link #run}. A stack
     * too deep to be put aside may be an error, {@link StackOverflowError}, and so may a native
     * frame on it, {@link IllegalStateException}.
     */
    void park();

    /** As {@link #park}, but the thread wants its next turn soon. */
    void yieldTurn();

    /**
     * Called by the owner between two turns: adds what is on the thread's stack. Returns false
     * where that cannot be looked at.
     */
    boolean addStack(Retained retained);

    /** The virtual thread itself. */
    Thread thread();

    /** The owner's thread during {@link #run}, where it is the one that runs this thread. */
    Thread carrier();
}
