package moonlet.node;

import moonlet.lua.process.Fibers;
import moonlet.lua.process.LuaProcess;
import moonlet.lua.process.Outcome;
import moonlet.lua.process.Pinned;
import moonlet.lua.process.SpawnRequest;
import moonlet.lua.process.World;
import moonlet.node.app.Application;
import moonlet.node.app.Entry;
import moonlet.node.cluster.Peer;
import moonlet.protocol.Context;
import moonlet.protocol.Ending;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.FirstMessage;
import moonlet.protocol.Payload;
import moonlet.protocol.Pid;
import moonlet.protocol.Signal;
import moonlet.protocol.codec.BadWire;
import moonlet.protocol.wire.SpawnItem;

import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Starts processes: finds entry and host, runs the chunk's top level on the caller's thread (on one
 * of its own for Java code, which must not hang in it), makes the relations, and only then gives
 * the process its actor (specification §2, "Start").
 */
final class Spawning {
    /** A process that has room on its host, but has not run its top level yet. */
    private record Newborn(Plan plan, LocalProcess child, LuaProcess process) {}

    private static final Failure UNWANTED = Failure.of(ErrorKind.CANCELED, "context canceled");

    private final Node node;
    private final Application application;
    private final Plans plans;
    private final Set<String> hosts;
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
            Application application,
            Programs programs,
            Map<String, Host> hosts,
            Host functions,
            ProcessActors actors,
            Fibers fibers,
            boolean spread) {
        this.node = node;
        this.application = application;
        this.hosts = hosts.keySet();
        this.actors = actors;
        this.places = new Places(node, hosts.keySet(), spread, new Random());
        this.plans = new Plans(application, programs, hosts, functions, node.limits(), places);
        this.fibers = fibers;
    }

    /** From here on every spawn is refused, and what Java code is still loading ends. */
    void stop() {
        stopping = true;
        loading.values().forEach(process -> process.kill(shuttingDown()));
    }

    /** Ends a process that Java code started, if its top level still runs. */
    void killLoading(Pid pid, Failure why) {
        LuaProcess process = loading.get(pid);
        if (process != null) {
            process.kill(why);
        }
    }

    /** Whether this node has code for an entry, and not that of this hash. */
    boolean hasOtherCode(String entry, long sourceHash) {
        return application.entries().get(entry) instanceof Entry.CodeEntry code
                && code.source().hash() != sourceHash;
    }

    /** Whether processes with this host in their PID can live here. */
    boolean knowsHost(String host) {
        return hosts.contains(host) || application.entries().containsKey(host);
    }

    /**
     * @param parent who asks; gets the monitor and the link that the request names
     * @param ticket of the answer, if another node has to be asked
     */
    Outcome<Pid> spawn(SpawnRequest request, LocalProcess parent, long ticket) {
        if (request.host() != null) {
            return spawn(request, request.host(), parent, ticket);
        }
        Outcome<String> host = plans.defaultHost(request.entry());
        if (host.failure() != null) {
            return new Outcome<>(null, host.failure());
        }
        return host.value() == null
                ? start(plans.function(request.entry()), request.entry(), request, parent, ticket)
                : spawn(request, host.value(), parent, ticket);
    }

    private Outcome<Pid> spawn(SpawnRequest request, String at, LocalProcess parent, long ticket) {
        return switch (places.of(at)) {
            case Places.Nowhere(Failure why) -> new Outcome<>(null, why);
            case Places.There(Peer peer, String host) ->
                    node.others().spawn(peer, host, request, parent, ticket);
            case Places.Here(String host) ->
                    start(plans.of(request.entry(), host), host, request, parent, ticket);
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
        Outcome<Plan> plan = plans.of(spawn.entry(), spawn.host());
        if (plan.failure() != null) {
            return plan.failure();
        }
        Outcome<Newborn> newborn = newborn(plan.value(), spawn.host(), spawn.context(), null);
        if (newborn.failure() != null) {
            return newborn.failure();
        }
        long sourceHash = plan.value().sourceHash();
        Start start =
                new Start(
                        spawn.name(),
                        spawn.messages(),
                        spawn.parent(),
                        child -> peer.prepared(spawn.request(), child.pid(), sourceHash),
                        answer -> {
                            if (answer.failure() != null) {
                                peer.failed(spawn.request(), answer.failure());
                            }
                        });
        try {
            return load(newborn.value(), spawn.arguments(), start).failure();
        } catch (RuntimeException | Error bug) {
            newborn.value().child.bug(bug);
            return Failure.of(ErrorKind.INTERNAL, "internal error: " + bug + " (see the log)");
        }
    }

    /** Starts a process for Java code; does not wait for its top level. */
    RunningProcess spawn(String entry, String host, Payload arguments) {
        Outcome<Plan> plan = plans.of(entry, host);
        return plan.failure() != null
                ? RunningProcess.refused(plan.failure())
                : startAside(plan.value(), host, arguments);
    }

    /** Runs a function entry as a process of its own; does not wait for its top level. */
    RunningProcess call(String function, Payload arguments) {
        Outcome<Plan> plan = plans.function(function);
        return plan.failure() != null
                ? RunningProcess.refused(plan.failure())
                : startAside(plan.value(), function, arguments);
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
        Outcome<Newborn> newborn = newborn(plan.value(), host, request.context(), null);
        if (newborn.failure() != null) {
            return new Outcome<>(null, newborn.failure());
        }
        Start start =
                new Start(
                        request.name(),
                        request.messages(),
                        parent.pid(),
                        child -> relate(parent, child, request),
                        answer ->
                                parent.tell(
                                        new Signal.Answer(
                                                ticket, answer.value(), answer.failure())));
        return load(newborn.value(), request.arguments(), start);
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
            return load(newborn, arguments, Start.ALONE);
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
                new LocalProcess(
                        node,
                        host,
                        pid,
                        plan.program().id(),
                        context,
                        new MailboxQuota(plan.limits()),
                        ending);
        LuaProcess process = new LuaProcess(pid, plan.program(), plan.limits(), child);
        return Outcome.of(new Newborn(plan, child, process));
    }

    private static Failure shuttingDown() {
        return Failure.of(ErrorKind.UNAVAILABLE, "host is shutting down");
    }

    private Outcome<Pid> load(Newborn newborn, Payload arguments, Start start) {
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
            started = Pinned.call(() -> release(newborn, start));
            return started;
        } finally {
            if (started == null) { // also where the spawner was killed meanwhile
                newborn.plan.host().leave();
            }
        }
    }

    /** Lets others find the child, relates it, and lets it run. */
    private Outcome<Pid> release(Newborn newborn, Start start) {
        LocalProcess child = newborn.child;
        child.turnEnded(); // its top level may have told other nodes something
        ProcessRef actor = actors.create(newborn.plan.host().parent(), child, newborn.process);
        child.actor(actor);
        if (!start.isPlain()) {
            return releaseWith(start, child, actor);
        }
        newborn.process.begin();
        // From here on whoever guesses the PID, or a node that stops, can reach the child.
        node.processes().add(child);
        // The node may have told everybody else already that it stops.
        if (!start.relate().test(child) || stopping) {
            newborn.process.kill(UNWANTED);
        }
        actor.start();
        return Outcome.of(child.pid());
    }

    /**
     * The same with a name and messages: the actor takes signals already, but the main function
     * begins only with the signal that says so.
     */
    private Outcome<Pid> releaseWith(Start start, LocalProcess child, ProcessRef actor) {
        actor.start();
        for (FirstMessage message : start.messages()) {
            child.event(new Signal.Message(start.parent(), message.topic(), message.payload()));
        }
        node.processes().add(child);
        if (start.name() == null) {
            return begin(start, child, Outcome.of(child.pid()));
        }
        Outcome<Pid> named =
                node.names()
                        .claim(
                                child,
                                start.name(),
                                later -> start.answer().accept(begin(start, child, later)));
        return named.isLater() ? named : begin(start, child, named);
    }

    /**
     * @param named the child if it has its name, else why not
     */
    private Outcome<Pid> begin(Start start, LocalProcess child, Outcome<Pid> named) {
        if (named.failure() != null) {
            child.tell(new Signal.Kill(named.failure()));
            return named;
        }
        if (!start.relate().test(child) || stopping) {
            child.tell(new Signal.Kill(UNWANTED));
        }
        child.tell(new Signal.Answer(World.NOW, child.pid(), null));
        return named;
    }

    /**
     * Before the child's first instruction, so that no EXIT can be missed. Returns false if the
     * parent has ended, while the child waited for its name.
     */
    private static boolean relate(LocalProcess parent, LocalProcess child, SpawnRequest request) {
        if (request.monitored()) {
            parent.relations().addMonitored(child.pid());
            child.relations().addWatcher(parent.pid());
        }
        if (request.linked()) {
            child.relations().addLink(parent.pid());
            return parent.relations().addLink(child.pid());
        }
        return true;
    }
}
