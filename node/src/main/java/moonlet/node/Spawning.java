package moonlet.node;

import moonlet.lua.engine.Limits;
import moonlet.lua.process.Fibers;
import moonlet.lua.process.LuaProcess;
import moonlet.lua.process.Outcome;
import moonlet.lua.process.SpawnRequest;
import moonlet.lua.process.Upgrade;
import moonlet.lua.process.World;
import moonlet.node.cluster.Peer;
import moonlet.protocol.Asker;
import moonlet.protocol.Context;
import moonlet.protocol.Ending;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Payload;
import moonlet.protocol.Pid;
import moonlet.protocol.Signal;
import moonlet.protocol.wire.SpawnItem;

import java.util.Collection;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Starts processes: finds entry and host, runs the chunk's top level on the caller's thread (on one
 * of its own for Java code and other nodes, which must not hang in it), makes the relations, and
 * only then gives the process its actor (specification §2, "Start").
 */
final class Spawning {
    private final Node node;
    private final CurrentCode code;
    private final Map<String, Host> hosts;
    private final Host functions;
    private final Births births;
    private final Places places;
    private final Fibers fibers;
    private final Map<Pid, LuaProcess> loading = new ConcurrentHashMap<>(); // on such a thread

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
        this.births = new Births(node, code, actors, fibers);
        this.places = new Places(node, hosts.keySet(), spread, new Random());
        this.fibers = fibers;
    }

    /** From here on every spawn is refused, and what still loads on a thread of its own ends. */
    void stop() {
        births.stop();
        loading.values().forEach(process -> process.kill(Births.SHUTTING_DOWN));
    }

    boolean isStopping() {
        return births.isStopping();
    }

    /** Ends a process that Java code or another node asked for, if its top level still runs. */
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

    /** What a host means that a program names. */
    Places.Place place(String host) {
        return places.of(host);
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
        if (request.host() != null) {
            return spawn(request, request.host(), parent, ticket);
        }
        Outcome<String> host = code.defaultHost(request.entry());
        if (host.failure() != null) {
            return new Outcome<>(null, host.failure());
        }
        return host.value() == null
                ? start(
                        code.function(request.entry(), functions),
                        request.entry(),
                        request,
                        parent,
                        ticket)
                : spawn(request, host.value(), parent, ticket);
    }

    private Outcome<Pid> spawn(SpawnRequest request, String at, LocalProcess parent, long ticket) {
        return switch (places.of(at)) {
            case Places.Nowhere(Failure why) -> new Outcome<>(null, why);
            case Places.There(Peer peer, String host) ->
                    node.others().spawn(peer, host, request, parent, ticket);
            case Places.Here(String host) ->
                    start(plan(request.entry(), host), host, request, parent, ticket);
        };
    }

    /** Starts a process that a process of another node asks for, and answers that node. */
    void spawn(SpawnItem.Spawn spawn, Peer peer) {
        Thread.startVirtualThread(
                () -> {
                    Failure failure = startFor(spawn, peer);
                    if (failure != null) {
                        boolean late = failure.equals(Births.SHUTTING_DOWN);
                        peer.failed(spawn.request(), late ? draining() : failure);
                    }
                });
    }

    /** Returns null, or why there is no process. */
    private Failure startFor(SpawnItem.Spawn spawn, Peer peer) {
        if (births.isStopping()) {
            return Births.SHUTTING_DOWN;
        }
        Failure refused = node.security().others().refusal(spawn.parent(), spawn.by(), spawn);
        if (refused != null) {
            return refused;
        }
        Outcome<Plan> plan = plan(spawn.entry(), spawn.host());
        if (plan.failure() != null) {
            return plan.failure();
        }
        Outcome<Births.Newborn> newborn =
                births.newborn(plan.value(), spawn.host(), spawn.context(), null);
        if (newborn.failure() != null) {
            return newborn.failure();
        }
        long sourceHash = plan.value().sourceHash();
        Start start =
                new Start(
                        spawn.name(),
                        spawn.messages(),
                        new Asker(spawn.parent(), spawn.by()),
                        child ->
                                peer.prepared(
                                        spawn.request(),
                                        child.pid(),
                                        sourceHash,
                                        node.nowSeconds()),
                        answer -> {
                            if (answer.failure() != null) {
                                peer.failed(spawn.request(), answer.failure());
                            }
                        });
        loads(newborn.value());
        if (!peer.loads(spawn.request(), newborn.value().process().pid())) {
            newborn.value().process().kill(Births.UNWANTED);
        }
        try {
            return loadAside(newborn.value(), spawn.arguments(), start).failure();
        } catch (RuntimeException | Error bug) {
            newborn.value().child().bug(bug);
            return Failure.of(ErrorKind.INTERNAL, "internal error: " + bug + " (see the log)");
        }
    }

    /** Starts a process for Java code; does not wait for its top level. */
    RunningProcess spawn(String entry, String host, Payload arguments) {
        return spawn(entry, host, arguments, Context.NONE, null);
    }

    /**
     * The same.
     *
     * @param context what the process is to have inherited
     * @param fence what keeps it from running at times; null for nothing
     */
    RunningProcess spawn(
            String entry, String host, Payload arguments, Context context, Fence fence) {
        Outcome<Plan> plan = plan(entry, host);
        return plan.failure() != null
                ? RunningProcess.refused(plan.failure())
                : start(plan.value().behind(fence), host, arguments, context);
    }

    /**
     * The same for who only wants to know that it runs: where it fails later, the log says so.
     *
     * @param topLevelMillis that its top level may take; then it is ended
     */
    CompletableFuture<Outcome<Pid>> spawnWithin(
            int topLevelMillis, String entry, String host, Payload arguments) {
        Outcome<Plan> plan = plan(entry, host);
        Outcome<Births.Newborn> newborn =
                plan.failure() != null
                        ? new Outcome<>(null, plan.failure())
                        : births.newborn(plan.value(), host, Context.NONE, null);
        if (newborn.failure() != null) {
            return CompletableFuture.completedFuture(new Outcome<>(null, newborn.failure()));
        }
        Pid pid = newborn.value().process().pid();
        Failure late =
                Failure.of(
                        ErrorKind.TIMEOUT,
                        ("the top level of %s had not ended after %d ms, and was stopped; what"
                                        + " takes long belongs into the main function")
                                .formatted(entry, topLevelMillis));
        CompletableFuture<Outcome<Pid>> started = startAside(newborn.value(), arguments);
        World.Timer deadline =
                node.timers()
                        .after(
                                TimeUnit.MILLISECONDS.toNanos(topLevelMillis),
                                () -> killLoading(pid, late));
        started.whenComplete((_, _) -> deadline.cancel());
        return started;
    }

    /** Runs a function entry as a process of its own; does not wait for its top level. */
    RunningProcess call(String function, Payload arguments) {
        Outcome<Plan> plan = code.function(function, functions);
        return plan.failure() != null
                ? RunningProcess.refused(plan.failure())
                : start(plan.value(), function, arguments, Context.NONE);
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

    private Outcome<Pid> start(
            Outcome<Plan> plan,
            String host,
            SpawnRequest request,
            LocalProcess parent,
            long ticket) {
        if (plan.failure() != null) {
            return new Outcome<>(null, plan.failure());
        }
        Outcome<Births.Newborn> newborn =
                births.newborn(plan.value(), host, request.context(), null);
        if (newborn.failure() != null) {
            return new Outcome<>(null, newborn.failure());
        }
        Start start =
                new Start(
                        request.name(),
                        request.messages(),
                        new Asker(parent.pid(), parent.context()),
                        child ->
                                Processes.relate(
                                        parent,
                                        child,
                                        request.monitored(),
                                        request.linked(),
                                        node.nowSeconds()),
                        answer ->
                                parent.tell(
                                        new Signal.Answer(
                                                ticket, answer.value(), answer.failure())));
        return births.load(newborn.value(), request.arguments(), start);
    }

    private RunningProcess start(Plan plan, String hostId, Payload arguments, Context context) {
        CompletableFuture<Ending> ending = new CompletableFuture<>();
        Outcome<Births.Newborn> newborn = births.newborn(plan, hostId, context, ending);
        if (newborn.failure() != null) {
            return RunningProcess.refused(newborn.failure());
        }
        CompletableFuture<Outcome<Pid>> started = startAside(newborn.value(), arguments);
        started.whenComplete(
                (outcome, bug) -> {
                    if (bug != null) {
                        ending.completeExceptionally(bug);
                    } else if (outcome.failure() != null) {
                        ending.complete(new Ending.Failed(outcome.failure()));
                    }
                });
        return new RunningProcess(newborn.value().process().pid(), started, ending);
    }

    /** On a thread of its own, so that an endless loop at the top level holds up nobody. */
    private CompletableFuture<Outcome<Pid>> startAside(Births.Newborn newborn, Payload arguments) {
        loads(newborn);
        return CompletableFuture.supplyAsync(
                () -> loadAside(newborn, arguments, Start.ALONE), Thread::startVirtualThread);
    }

    /** From here on it can be ended, up to {@link #loadAside}, which follows. */
    private void loads(Births.Newborn newborn) {
        LuaProcess process = newborn.process();
        loading.put(process.pid(), process);
        if (births.isStopping()) {
            process.kill(Births.SHUTTING_DOWN); // stop() may have come before the line above
        }
    }

    /** For who asks from another node: it can turn to a third one. */
    private Failure draining() {
        String text = "node " + node.name() + " is draining and starts no more processes";
        return new Failure(ErrorKind.UNAVAILABLE, text, true, null, null);
    }

    private Outcome<Pid> loadAside(Births.Newborn newborn, Payload arguments, Start start) {
        try {
            return births.load(newborn, arguments, start);
        } finally {
            // After others can find it, so that whoever ends it meets it at one of both places.
            loading.remove(newborn.process().pid());
        }
    }
}
