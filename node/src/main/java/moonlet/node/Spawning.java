package moonlet.node;

import moonlet.lua.engine.Limits;
import moonlet.lua.process.Fibers;
import moonlet.lua.process.LuaProcess;
import moonlet.lua.process.Outcome;
import moonlet.lua.process.Pinned;
import moonlet.lua.process.SpawnRequest;
import moonlet.lua.process.Upgrade;
import moonlet.node.cluster.Peer;
import moonlet.protocol.Context;
import moonlet.protocol.Ending;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Payload;
import moonlet.protocol.Pid;
import moonlet.protocol.codec.BadWire;
import moonlet.protocol.wire.SpawnItem;

import java.util.Collection;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Starts processes: finds entry and host, runs the chunk's top level on the caller's thread (on one
 * of its own for Java code, which must not hang in it), makes the relations, and only then gives
 * the process its actor (specification §2, "Start").
 */
final class Spawning {
    /** A process that has room on its host, but has not run its top level yet. */
    private record Newborn(Plan plan, LocalProcess child, LuaProcess process) {}

    private final Node node;
    private final CurrentCode code;
    private final Map<String, Host> hosts;
    private final Host functions;
    private final ProcessActors actors;
    private final Places places;
    private final Fibers fibers;
    private final Map<Pid, LuaProcess> loading = new ConcurrentHashMap<>(); // for Java code
    private final AtomicLong numbers = new AtomicLong();
    private volatile boolean stopping;

    /**
     * @param functions where function entries run; their PIDs name the function as the host
     * @param spread see {@link Places}
     */
    Spawning(
            Node node,
            CurrentCode code,
            Map<String, Host> hosts,
            Host functions,
            ProcessActors actors,
            Fibers fibers,
            boolean spread) {
        this.node = node;
        this.code = code;
        this.hosts = hosts;
        this.functions = functions;
        this.actors = actors;
        this.places = new Places(node, hosts.keySet(), spread, new Random());
        this.fibers = fibers;
    }

    /** From here on every spawn is refused, and what Java code is still loading ends. */
    void stop() {
        stopping = true;
        loading.values().forEach(process -> process.kill(shuttingDown()));
    }

    boolean isStopping() {
        return stopping;
    }

    /** Ends a process that Java code started, if its top level still runs. */
    void killLoading(Pid pid, Failure why) {
        LuaProcess process = loading.get(pid);
        if (process != null) {
            process.kill(why);
        }
    }

    /** The hosts that this node offers. */
    Collection<Host> hosts() {
        return hosts.values();
    }

    /** Whether processes with this host in their PID can live here. */
    boolean knowsHost(String host) {
        return hosts.containsKey(host) || code.has(host);
    }

    /**
     * @param parent who asks; gets the monitor and the link that the request names
     * @param ticket of the answer, if another node has to be asked
     */
    Outcome<Pid> spawn(SpawnRequest request, LocalProcess parent, long ticket) {
        return switch (places.of(request.host())) {
            case Places.Nowhere(Failure why) -> new Outcome<>(null, why);
            case Places.There(Peer peer, String host) ->
                    node.others().spawn(peer, host, request, parent, ticket);
            case Places.Here(String host) -> {
                Outcome<Plan> plan = plan(request.entry(), host);
                yield plan.failure() != null
                        ? new Outcome<>(null, plan.failure())
                        : start(plan.value(), host, request, parent);
            }
        };
    }

    /** Starts a process that a process of another node asks for, and answers that node. */
    void spawn(SpawnItem.Spawn spawn, Peer peer) {
        Thread.startVirtualThread(
                () -> {
                    Failure failure = startFor(spawn, peer);
                    if (failure != null) {
                        peer.failed(spawn.request(), failure);
                    }
                });
    }

    /** Returns null, or why there is no process. */
    private Failure startFor(SpawnItem.Spawn spawn, Peer peer) {
        if (stopping) {
            return draining();
        }
        Outcome<Plan> plan = plan(spawn.entry(), spawn.host());
        if (plan.failure() != null) {
            return plan.failure();
        }
        Outcome<Newborn> newborn = newborn(plan.value(), spawn.host(), spawn.context(), null);
        if (newborn.failure() != null) {
            return newborn.failure();
        }
        long sourceHash = plan.value().sourceHash();
        try {
            return load(
                            newborn.value(),
                            spawn.arguments(),
                            child -> peer.prepared(spawn.request(), child.pid(), sourceHash))
                    .failure();
        } catch (RuntimeException | Error bug) {
            newborn.value().child.bug(bug);
            return Failure.of(ErrorKind.INTERNAL, "internal error: " + bug + " (see the log)");
        }
    }

    /** Starts a process for Java code; does not wait for its top level. */
    RunningProcess spawn(String entry, String host, Payload arguments) {
        return spawn(entry, host, arguments, null);
    }

    /**
     * The same.
     *
     * @param fence what keeps the process from running at times; null for nothing
     */
    RunningProcess spawn(String entry, String host, Payload arguments, Fence fence) {
        Outcome<Plan> plan = plan(entry, host);
        return plan.failure() != null
                ? RunningProcess.refused(plan.failure())
                : startAside(plan.value().behind(fence), host, arguments);
    }

    /** Runs a function entry as a process of its own; does not wait for its top level. */
    RunningProcess call(String function, Payload arguments) {
        Outcome<Plan> plan = code.function(function, functions);
        return plan.failure() != null
                ? RunningProcess.refused(plan.failure())
                : startAside(plan.value(), function, arguments);
    }

    /** The process with the code that it asked for; or why it cannot have that, and ends. */
    Outcome<LuaProcess> upgrade(LuaProcess process, LocalProcess handle) {
        Upgrade upgrade = process.upgrade();
        Outcome<Plan> plan = code.instead(handle.plan(), upgrade.entry());
        if (plan.failure() != null) {
            return new Outcome<>(null, Upgrade.failed(plan.failure()));
        }
        Limits limits = plan.value().limits();
        if (upgrade.arguments().bytes() > limits.retainedBytesMax()) {
            String why =
                    "arguments of "
                            + upgrade.arguments().bytes()
                            + " bytes are larger than the limit retainedBytesMax="
                            + limits.retainedBytesMax();
            return new Outcome<>(null, Upgrade.failed(Failure.of(ErrorKind.INVALID, why)));
        }
        handle.runs(plan.value());
        code.tellIfOutdated(handle);
        return Outcome.of(upgrade.of(process, plan.value().program(), limits, fibers));
    }

    private Outcome<Plan> plan(String entry, String host) {
        Host at = hosts.get(host);
        return at != null
                ? code.process(entry, at)
                : Outcome.failed(ErrorKind.NOT_FOUND, places.noHost(host));
    }

    private Outcome<Pid> start(Plan plan, String host, SpawnRequest request, LocalProcess parent) {
        Outcome<Newborn> newborn = newborn(plan, host, request.context(), null);
        return newborn.failure() != null
                ? new Outcome<>(null, newborn.failure())
                : load(
                        newborn.value(),
                        request.arguments(),
                        child -> {
                            relate(parent, child, request);
                            return true;
                        });
    }

    /** On a thread of its own, so that an endless loop at the top level holds up nobody. */
    private RunningProcess startAside(Plan plan, String hostId, Payload arguments) {
        CompletableFuture<Ending> ending = new CompletableFuture<>();
        Outcome<Newborn> newborn = newborn(plan, hostId, Context.NONE, ending);
        if (newborn.failure() != null) {
            return RunningProcess.refused(newborn.failure());
        }
        LuaProcess process = newborn.value().process;
        loading.put(process.pid(), process);
        CompletableFuture<Outcome<Pid>> started =
                CompletableFuture.supplyAsync(
                        () -> loadAside(newborn.value(), arguments), Thread::startVirtualThread);
        started.whenComplete(
                (outcome, bug) -> {
                    if (bug != null) {
                        ending.completeExceptionally(bug);
                    } else if (outcome.failure() != null) {
                        ending.complete(new Ending.Failed(outcome.failure()));
                    }
                });
        return new RunningProcess(process.pid(), started, ending);
    }

    private Outcome<Pid> loadAside(Newborn newborn, Payload arguments) {
        try {
            return load(newborn, arguments, _ -> true);
        } finally {
            // After others can find it, so that whoever ends it meets it at one of both places.
            loading.remove(newborn.process.pid());
        }
    }

    private Outcome<Newborn> newborn(
            Plan plan, String hostId, Context context, CompletableFuture<Ending> ending) {
        Host host = plan.host();
        if (stopping) {
            return new Outcome<>(null, shuttingDown());
        }
        if (!host.enter()) {
            return Outcome.failed(
                    ErrorKind.UNAVAILABLE,
                    "host is full: \"" + hostId + "\" runs max_processes=" + host.processesMax());
        }
        Pid pid = new Pid(node.name(), hostId, node.incarnation(), numbers.incrementAndGet());
        LocalProcess child =
                new LocalProcess(node, plan, pid, context, new MailboxQuota(plan.limits()), ending);
        LuaProcess process = new LuaProcess(pid, plan.program(), plan.limits(), child);
        return Outcome.of(new Newborn(plan, child, process));
    }

    /** For who asks from another node: it can turn to a third one. */
    private Failure draining() {
        String text = "node " + node.name() + " is draining and starts no more processes";
        return new Failure(ErrorKind.UNAVAILABLE, text, true, null, null);
    }

    private static Failure shuttingDown() {
        return Failure.of(ErrorKind.UNAVAILABLE, "host is shutting down");
    }

    private Outcome<Pid> load(Newborn newborn, Payload arguments, Predicate<LocalProcess> relate) {
        LuaProcess process = newborn.process;
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
            started = Pinned.call(() -> release(newborn, relate));
            return started;
        } finally {
            if (started == null) { // also where the spawner was killed meanwhile
                newborn.plan.host().leave();
            }
        }
    }

    /**
     * Lets others find the child, relates it, and lets it run.
     *
     * @param relate returns false if nobody wants the child any more
     */
    private Outcome<Pid> release(Newborn newborn, Predicate<LocalProcess> relate) {
        LocalProcess child = newborn.child;
        child.turnEnded(); // its top level may have told other nodes something
        ProcessRef actor = actors.create(newborn.plan.host().parent(), child, newborn.process);
        child.actor(actor);
        // From here on whoever guesses the PID, or a node that stops, can reach the child.
        node.processes().add(child);
        code.tellIfOutdated(child);
        // The node may have told everybody else already that it stops.
        if (!relate.test(child) || stopping) {
            newborn.process.kill(Failure.of(ErrorKind.CANCELED, "context canceled"));
        }
        actor.start();
        node.counters().spawned();
        node.events().started(child.pid(), newborn.plan.entry().id());
        return Outcome.of(child.pid());
    }

    /** Before the child's first instruction, so that no EXIT can be missed. */
    private static void relate(LocalProcess parent, LocalProcess child, SpawnRequest request) {
        if (request.monitored()) {
            parent.relations().addMonitored(child.pid());
            child.relations().addWatcher(parent.pid());
        }
        if (request.linked()) {
            parent.relations().addLink(child.pid());
            child.relations().addLink(parent.pid());
        }
    }
}
