package moonlet.lua.process;

import moonlet.lua.engine.Coroutine;
import moonlet.lua.engine.Limits;
import moonlet.lua.engine.Meter;
import moonlet.lua.engine.Metered;
import moonlet.lua.engine.Raised;
import moonlet.lua.engine.Retained;
import moonlet.lua.engine.Utf8;
import moonlet.protocol.Ending;
import moonlet.protocol.Failure;
import moonlet.protocol.Payload;
import moonlet.protocol.Pid;
import moonlet.protocol.Signal;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.util.concurrent.locks.LockSupport;

/**
 * One Lua process. Its owner, an actor, calls {@link #accept} for each signal and {@link #run}
 * whenever the process may have something to do; both from one thread at a time.
 */
public final class LuaProcess extends Meter implements Metered {
    private final Pid pid;
    private final Program program;
    private final PinnedWorld world;
    private final Scheduler scheduler = new Scheduler(this);
    private final Mailbox mailbox = new Mailbox(this);
    private final MemoryCheck memory = new MemoryCheck(this);
    private Fiber fiber; // null while the chunk's top level runs in the spawner
    private LuaProcess loader; // the process that spawns this one, during that time
    private LuaString pidText;
    private LuaValue main;
    private LifeEvents lifeEvents;
    private Calls calls;
    private Destinations destinations;
    private Tickets tickets;
    private volatile Failure killed; // volatile: a kill while it loads comes from another thread
    private Upgrade upgrade;
    private Ending ending;

    /**
     * @param limits its entry's, over its host's
     * @param world what this process can ask for; belongs to it alone
     */
    public LuaProcess(Pid pid, Program program, Limits limits, World world) {
        super(limits);
        this.pid = pid;
        this.program = program;
        this.world = PinnedWorld.of(world);
    }

    /** The process whose Lua code runs on this thread. */
    static LuaProcess self() {
        if (Thread.currentThread().getUncaughtExceptionHandler() instanceof LuaProcess process) {
            return process;
        }
        throw new Raised("this function works only inside a process");
    }

    /**
     * Runs the top level of the chunk on the calling thread: the spawner's, or one of its own if
     * Java code starts the process.
     *
     * @return null, or why the process cannot start
     */
    public Failure load() {
        Thread thread = Thread.currentThread();
        Thread.UncaughtExceptionHandler before = thread.getUncaughtExceptionHandler();
        loader = before instanceof LuaProcess process ? process : null;
        thread.setUncaughtExceptionHandler(this);
        try {
            main = program.load(this);
            return null;
        } catch (Killed end) {
            if (loader != null) {
                throw end; // it is the spawner that was killed
            }
            return end.why();
        } catch (Program.NoMethod
                | RuntimeException
                | StackOverflowError
                | OutOfMemoryError crash) {
            return Crash.ofTopLevel(crash, world);
        } finally {
            thread.setUncaughtExceptionHandler(before);
            loader = null;
        }
    }

    /**
     * Gives the process a thread to {@link #run} on, once it is loaded. Its main function starts
     * with {@link #begin}, or the signal {@code Answer} with the ticket {@link World#NOW}.
     */
    public void start(Fibers fibers, Payload arguments) {
        Varargs values =
                arguments == null ? LuaValue.NONE : LuaPayload.of(arguments, this).values();
        fiber = fibers.create(entry(), this, () -> ending = body(values), world::wake);
    }

    /** Lets the main function start with the next turn. */
    public void begin() {
        scheduler.start();
    }

    /** Takes one signal; {@link #run} lets the process react to it. */
    public void accept(Signal signal) {
        switch (signal) {
            case Signal.Message message -> mailbox.add(message);
            case Signal.Exit exit -> lifeEvents().exited(exit);
            case Signal.LinkDown down -> lifeEvents().linkDown(down);
            case Signal.Cancel cancel -> lifeEvents().cancelled(cancel);
            case Signal.Kill kill -> kill(kill.why());
            case Signal.Due(long ticket) -> tickets.due(ticket);
            case Signal.Answer answer when answer.ticket() == World.NOW -> scheduler.start();
            case Signal.Answer answer -> calls().answered(answer);
            case Signal.Wake _ -> {} // run() does all there is to do
            case Signal.Outdated outdated -> lifeEvents().outdated(outdated);
        }
    }

    /** Runs the process until it waits, its slice is over, or it ends. */
    public Turn run() {
        if (fiber.yielded()
                || killed != null
                || scheduler.hasReady()
                || memory.isAsked() && scheduler.hasBegun()) {
            memory.collect();
            fiber.run();
        }
        if (ending != null) {
            return Turn.ENDED;
        }
        if (upgrade != null) {
            return Turn.UPGRADING;
        }
        return fiber.yielded() ? Turn.PREEMPTED : Turn.WAITING;
    }

    /** Whether only {@link Signal.Wake} lets the process go on; other signals must wait. */
    public boolean isPreempted() {
        return fiber.yielded();
    }

    /** How the process ended; null while it lives. */
    public Ending ending() {
        return ending;
    }

    /** What it asked for; null while its code runs. */
    public Upgrade upgrade() {
        return upgrade;
    }

    public Pid pid() {
        return pid;
    }

    /** The id of the entry that it runs. */
    public String entry() {
        return program.id();
    }

    /** The owner's thread that runs this process now; null if its turns are handed over. */
    public Thread carrier() {
        LuaProcess runner = runner();
        return runner == null ? null : runner.fiber.carrier();
    }

    Fiber fiber() {
        return fiber;
    }

    World world() {
        return world;
    }

    Program program() {
        return program;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    Mailbox mailbox() {
        return mailbox;
    }

    LuaString pidText() {
        if (pidText == null) {
            pidText = Utf8.bytes(pid.toString());
        }
        return pidText;
    }

    Destinations destinations() {
        if (destinations == null) {
            destinations = new Destinations(this);
        }
        return destinations;
    }

    LifeEvents lifeEvents() {
        if (lifeEvents == null) {
            lifeEvents = new LifeEvents(this);
        }
        return lifeEvents;
    }

    /** Raises where the process does not run yet: {@code what} needs one that does. */
    void requireStarted(String what) {
        if (!isStarted()) {
            throw new Raised(
                    what
                            + " cannot be used at the top level of a chunk; call it in the main function");
        }
    }

    /** Whether its main function runs, not the top level of its chunk. */
    boolean isStarted() {
        return main != null;
    }

    Tickets tickets() {
        if (tickets == null) {
            tickets = new Tickets(this);
        }
        return tickets;
    }

    /** Who waits for the end of a child, or for another node. */
    Calls calls() {
        if (calls == null) {
            calls = new Calls(this, scheduler);
        }
        return calls;
    }

    /**
     * Ends the process at once if it is the running one, else when it gets its next turn. Other
     * threads than its owner's call this only while it loads, before it has one.
     */
    public void kill(Failure why) {
        if (killed == null) {
            killed = why;
        }
    }

    /** Whether nothing of its code runs any more. */
    public boolean isKilled() {
        return killed != null;
    }

    void checkKilled() {
        if (killed != null) {
            throw new Killed(killed);
        }
        if (loader != null) {
            loader.checkKilled();
        }
    }

    /** Gives the thread back to the owner until the next turn. */
    void park() {
        // A kill may have come while the thread waited for a lock; no other signal need follow it.
        checkKilled();
        waits();
        fiber.park();
        memory.answer();
    }

    Coroutine running() {
        return running;
    }

    int depth() {
        return depth;
    }

    int nested() {
        return nested;
    }

    /** How deep a coroutine is that starts now; raises where that is too deep. */
    int nestOne() {
        nest();
        return nested--;
    }

    void switchTo(Coroutine coroutine, int itsDepth, int itsNesting) {
        running = coroutine;
        depth = itsDepth;
        nested = itsNesting;
    }

    @Override
    public Meter meter() {
        return this;
    }

    @Override
    protected void sliceOver() {
        endSlice();
        checkKilled();
        if (mayRetainTooMuch() || memory.isAsked()) {
            memory.measure();
        }
        LuaProcess runner = runner();
        if (runner == null) {
            LockSupport.parkNanos(1); // on a thread of the JDK, which prefers who only yields
        } else {
            // A very deep stack cannot always be put aside: StackOverflowError. The slice stays
            // over then, so that the process gives way as soon as it is out of its recursion.
            runner.giveWay();
            checkKilled();
        }
        newSlice();
    }

    /** Something came that stays until it is read; if it is too much, its next turn finds out. */
    void keeps(long bytes) {
        oweMemory(bytes);
        if (mayRetainTooMuch()) {
            memory.ask();
        }
    }

    /** What it keeps in memory, and how that is found out. */
    public MemoryCheck memory() {
        return memory;
    }

    /**
     * The process whose thread this one's code runs on: itself, or who spawns it; null: nobody's.
     */
    LuaProcess runner() {
        return fiber != null ? this : loader == null ? null : loader.runner();
    }

    /** Ends the turn. Others run first. */
    void giveWay() {
        fiber.yieldTurn();
    }

    /** What it holds otherwise than on its stacks. */
    void addRoots(Retained retained) {
        retained.add(main);
        mailbox.addChannels(retained);
    }

    /** What it holds on its stacks, while it does not run. */
    void addStacks(Retained retained) {
        if (fiber.addStack(retained)) {
            scheduler.addStacks(retained);
            if (running != null) {
                running.addStacks(retained);
            }
        }
    }

    @Override
    protected void reschedule() {
        requireStarted("coroutine.yield outside of a coroutine");
        scheduler.reschedule();
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        world.bug(thrown);
    }

    /** The virtual thread's whole life. The one place that catches everything. */
    private Ending body(Varargs arguments) {
        scheduler.started();
        try {
            checkKilled();
            if (main == null) {
                main = program.load(this); // nobody spawns it: it has upgraded itself
            }
            return Endings.of(main.invoke(arguments), limits());
        } catch (Upgrading next) {
            upgrade = next.upgrade();
            return null;
        } catch (Throwable thrown) {
            return new Ending.Failed(Crash.ofBody(thrown, main != null, world));
        } finally {
            if (calls != null) {
                calls.freeCallees();
            }
            if (tickets != null) {
                tickets.cancelAll();
            }
        }
    }
}
