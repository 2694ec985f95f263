package moonlet.lua.process;

import moonlet.protocol.Context;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Pid;
import moonlet.protocol.Signal;

import java.time.Clock;

/**
 * What one process can ask of the node it runs on. Every process has a world of its own, which
 * knows whose it is. Calls return at once; a failure is a value that Lua gets as its second result.
 */
public interface World {
    /** In place of a ticket: what this node knows is the answer. */
    long NOW = 0;

    /** Where messages can be put; found once and kept as long as the PID is in use. */
    interface Target {}

    /** Why a process cannot monitor one that it monitors. */
    Failure ALREADY_MONITORING = Failure.of(ErrorKind.INTERNAL, "already monitoring pid");

    /** What became of a message. */
    enum Delivery {
        /** It is in the mailbox, or handed to the transport. */
        ACCEPTED,
        /** The mailbox is full: wait for room with {@link World#awaitRoom}. */
        FULL,
        /** The mailbox could not hold it even if it were empty. */
        TOO_LARGE,
        /** The process has ended. */
        GONE
    }

    /** How names are kept: on this node, or cluster-wide with growing certainty. */
    enum Scope {
        LOCAL,
        EVENTUAL,
        CONSISTENT,
        STRONG
    }

    /** Something that this process waits for and that has not come yet. */
    @FunctionalInterface
    interface Timer {
        void cancel();
    }

    /**
     * Starts a process, or calls a function, which is a process too; its chunk's top level has run
     * when this returns, or another node is asked for it and {@code Answer(ticket)} follows. Once
     * the top level has run, the implementation takes locks only while {@link Pinned}.
     */
    Outcome<Pid> spawn(SpawnRequest request, long ticket);

    /** Finds where messages for {@code pid} go, or says why they go nowhere. */
    Outcome<Target> target(Pid pid);

    Delivery send(Target target, Signal.Message message);

    /** How many messages wait in a mailbox, as far as this node knows. */
    int waiting(Target target);

    /**
     * Sends {@code Due(ticket)} to this process when the mailbox has room for a message of so many
     * bytes, or is gone.
     */
    Timer awaitRoom(Target target, int bytes, long ticket);

    /** Returns null, or why not; so do all the following. */
    Failure monitor(Pid pid);

    Failure unmonitor(Pid pid);

    Failure link(Pid pid);

    Failure unlink(Pid pid);

    Failure terminate(Pid pid);

    /**
     * @param deadlineMillis Unix time at which the process is killed if it is still there; 0: never
     */
    Failure cancel(Pid pid, long deadlineMillis);

    /** Gives a process a name; as with {@link #spawn}, the answer may come later. */
    Outcome<Pid> register(String name, Pid pid, Scope scope, long ticket);

    /** Takes a name away; the answer is who had it. */
    Outcome<Pid> unregister(String name, Scope scope, long ticket);

    /**
     * Finds the process with this name.
     *
     * @param ticket {@link #NOW} where the answer cannot come later
     */
    Outcome<Pid> lookup(String name, long ticket);

    /** What the process got from its parent, and hands on to those it starts. */
    Context context();

    /** What this process may do. */
    Permissions permissions();

    /** Process groups, as this process sees them. */
    ProcessGroups groups();

    /** What the node has for all processes together. */
    Facilities facilities();

    /** What there is for the tests of a program; null where the node does not run tests. */
    TestSession tests();

    /** Sends {@code Due(ticket)} to this process after {@code nanos} nanoseconds. */
    Timer after(long nanos, long ticket);

    /** Messages of this process's mailbox were taken by Lua code: their room is free again. */
    void consumed(int bytes);

    /** Asks the owner to call {@link LuaProcess#run} again; may be called by any thread. */
    void wake();

    /** A line for the log, as the program wrote it. */
    void log(LogLine line);

    /** An error in our own code that ended this process. */
    void bug(Throwable thrown);

    Clock clock();
}
