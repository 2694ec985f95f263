package moonlet.node;

import moonlet.lua.process.Fibers;
import moonlet.lua.process.LuaProcess;
import moonlet.lua.process.Outcome;
import moonlet.lua.process.Pinned;
import moonlet.lua.process.World;
import moonlet.protocol.Context;
import moonlet.protocol.Ending;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.FirstMessage;
import moonlet.protocol.Payload;
import moonlet.protocol.Pid;
import moonlet.protocol.Signal;
import moonlet.protocol.codec.BadWire;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What every new process goes through on its node, whoever asks for it: it takes room and a PID,
 * runs its top level, gets its actor, and begins.
 */
final class Births {
    static final Failure SHUTTING_DOWN = Failure.of(ErrorKind.UNAVAILABLE, "host is shutting down");
    private static final Logger LOG = LoggerFactory.getLogger(Births.class);
    static final Failure UNWANTED = Failure.of(ErrorKind.CANCELED, "context canceled");

    /** A process that has room on its host, but has not run its top level yet. */
    record Newborn(Plan plan, LocalProcess child, LuaProcess process) {}

    private final Node node;
    private final CurrentCode code;
    private final ProcessActors actors;
    private final Fibers fibers;
    private final AtomicLong numbers = new AtomicLong();
    private final HeapGuard heap;
    private volatile boolean stopping;

    Births(Node node, CurrentCode code, ProcessActors actors, Fibers fibers) {
        this.node = node;
        this.code = code;
        this.actors = actors;
        this.fibers = fibers;
        this.heap =
                new HeapGuard(new JvmHeap(), node.processes(), node.counters(), System::nanoTime);
        heap.start();
        if (!fibers.scheduledByOwner()) {
            LOG.warn(
                    "this JVM does not let a process's actor schedule its virtual thread; processes"
                            + " run slower, and retainedBytesMax does not see their local variables"
                            + " (start with --add-opens java.base/java.lang=ALL-UNNAMED)");
        }
    }

    /** From here on there are no new processes. */
    void stop() {
        stopping = true;
        heap.stop();
    }

    boolean isStopping() {
        return stopping;
    }

    /**
     * Takes room on the host for a process, and gives it its PID.
     *
     * @param hostId as the PID has it
     * @param ending completed when it ends; null if nobody waits for that
     */
    Outcome<Newborn> newborn(
            Plan plan, String hostId, Context context, CompletableFuture<Ending> ending) {
        Host host = plan.host();
        if (stopping) {
            return new Outcome<>(null, SHUTTING_DOWN);
        }
        Failure noRoom = heap.refusal();
        if (noRoom != null) {
            node.counters().refusedForHeap();
            return new Outcome<>(null, noRoom);
        }
        if (!host.enter()) {
            return Outcome.failed(
                    ErrorKind.UNAVAILABLE,
                    "host is full: \"" + hostId + "\" runs max_processes=" + host.processesMax());
        }
        // Who spawns by Lua code brings a text of its own; all PIDs of a host share one.
        String named = hostId.equals(host.id()) ? host.id() : hostId;
        Pid pid = new Pid(node.name(), named, node.incarnation(), numbers.incrementAndGet());
        LocalProcess child =
                new LocalProcess(node, plan, pid, context, new MailboxQuota(plan.limits()), ending);
        LuaProcess process = new LuaProcess(pid, plan.program(), plan.limits(), child);
        return Outcome.of(new Newborn(plan, child, process));
    }

    /** Runs the top level of its code on this thread, and lets it begin. */
    Outcome<Pid> load(Newborn newborn, Payload arguments, Start start) {
        LuaProcess process = newborn.process();
        Outcome<Pid> started = null;
        try {
            Failure failure = process.load();
            if (failure != null) {
                return new Outcome<>(null, failure);
            }
            try {
                process.start(fibers, arguments);
            } catch (BadWire bad) {
                return Outcome.failed(ErrorKind.INVALID, "arguments: " + bad.getMessage());
            }
            started = Pinned.call(() -> release(newborn, start));
            return started;
        } finally {
            if (started == null) { // also where the spawner was killed meanwhile
                newborn.plan().host().leave();
            }
        }
    }

    /** Lets others find the child, relates it, and lets it run. */
    private Outcome<Pid> release(Newborn newborn, Start start) {
        LocalProcess child = newborn.child();
        child.turnEnded(); // its top level may have told other nodes something
        ProcessRef actor = actors.create(newborn.plan().host().parent(), child, newborn.process());
        child.actor(actor);
        if (!start.isPlain()) {
            return releaseWith(start, child, actor);
        }
        newborn.process().begin();
        live(child);
        // The node may have told everybody else already that it stops.
        if (!start.relate().test(child) || stopping) {
            newborn.process().kill(UNWANTED);
        }
        actor.start();
        return Outcome.of(child.pid());
    }

    /** From here on whoever guesses the PID, or a node that stops, can reach the child. */
    private void live(LocalProcess child) {
        node.processes().add(child);
        code.tellIfOutdated(child);
        node.counters().spawned();
        node.events().started(child.pid(), child.plan().entry().id());
    }

    /**
     * The same with a name and messages: the actor takes signals already, but the main function
     * begins only with the signal that says so.
     */
    private Outcome<Pid> releaseWith(Start start, LocalProcess child, ProcessRef actor) {
        for (FirstMessage message : start.messages()) {
            child.event(new Signal.Message(start.by().pid(), message.topic(), message.payload()));
        }
        live(child);
        actor.start(); // only now: it may have been killed already, and ends then
        if (start.name() == null) {
            return begin(start, child, Outcome.of(child.pid()));
        }
        Outcome<Pid> named =
                node.names()
                        .claim(
                                child,
                                start.by(),
                                start.name(),
                                later -> start.answer().accept(begin(start, child, later)));
        return named.isLater() ? named : begin(start, child, named);
    }

    /**
     * @param named the child if it has its name, else why not
     */
    private Outcome<Pid> begin(Start start, LocalProcess child, Outcome<Pid> named) {
        if (named.failure() != null) {
            child.kill(UNWANTED); // who asked for it is told why
            return named;
        }
        if (node.processes().find(child.pid()) == null) {
            node.names().release(child.pid()); // it ended before it had the name
        }
        if (!start.relate().test(child) || stopping) {
            child.kill(UNWANTED);
        }
        child.tell(new Signal.Answer(World.NOW, child.pid(), null));
        return named;
    }
}
