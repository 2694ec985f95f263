package moonlet.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

import moonlet.lua.engine.Limits;
import moonlet.lua.process.Fibers;
import moonlet.lua.process.Modules;
import moonlet.node.app.Application;
import moonlet.node.app.Configuration;
import moonlet.node.app.Entry;
import moonlet.node.cluster.CannotStart;
import moonlet.node.cluster.ClusterNode;
import moonlet.node.cluster.ClusterSettings;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Payload;
import moonlet.protocol.Pid;
import moonlet.protocol.Signal;

import org.apache.pekko.actor.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One running node: an actor system, the application's hosts in it, and their processes. */
public final class Node implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final Duration STOP_STEP = Duration.ofSeconds(5);

    private final String name;
    private final long incarnation;
    private final Limits limits;
    private final Duration shutdownTimeout;
    private final Clock clock;
    private final ActorSystem system;
    private final Processes processes = new Processes();
    private final RegisteredNames names;
    private final GroupTable groups;
    private final NodeTimers timers = new NodeTimers();
    private final ProcessLog log = new ProcessLog();
    private ClusterNode cluster; // null while the node is alone
    private final OtherNodes others = new OtherNodes(this);
    private final Spawning spawning;
    private volatile boolean abandoned;

    private Node(
            Configuration configuration,
            Application application,
            Modules modules,
            Clock clock,
            Fibers fibers,
            long incarnation,
            ActorSystem system) {
        this.name = configuration.nodeName();
        this.limits = configuration.limits();
        this.shutdownTimeout = configuration.shutdownTimeout();
        this.clock = clock;
        this.incarnation = incarnation;
        this.system = system;
        this.names = new RegisteredNames(this, configuration.cluster() == null);
        this.groups =
                new GroupTable(
                        this,
                        application.groupScopes().stream()
                                .map(Entry::id)
                                .collect(Collectors.toSet()));
        if (!fibers.scheduledByOwner()) {
            LOG.warn(
                    "this JVM does not let a process's actor schedule its virtual thread; processes"
                            + " run slower, and retainedBytesMax does not see their local variables"
                            + " (start with --add-opens java.base/java.lang=ALL-UNNAMED)");
        }
        ProcessActors actors = new ProcessActors(system);
        Map<String, Host> hosts = new HashMap<>();
        for (Entry.HostEntry host : offered(configuration, application)) {
            ProcessParent parent = actors.parent("host-" + hosts.size());
            hosts.put(host.id(), new Host(host.id(), host.maxProcesses(), parent));
        }
        Host functions =
                new Host(
                        "functions",
                        Entry.HostEntry.MAX_PROCESSES_DEFAULT,
                        actors.parent("functions"));
        this.spawning =
                new Spawning(
                        this,
                        application,
                        new Programs(application, modules),
                        hosts,
                        functions,
                        actors,
                        fibers,
                        configuration.spread());
    }

    /**
     * Starts a node that runs {@code application}; no process runs yet. A node of a cluster is a
     * member when this returns.
     *
     * @throws CannotStart if a port is taken, or the cluster does not take the node
     */
    public static Node start(
            Configuration configuration, Application application, Modules modules, Clock clock) {
        return start(configuration, application, modules, clock, Fibers.detect());
    }

    static Node start(
            Configuration configuration,
            Application application,
            Modules modules,
            Clock clock,
            Fibers fibers) {
        long incarnation = clock.millis();
        ClusterSettings settings = configuration.cluster();
        if (settings == null) {
            ActorSystem system =
                    ActorSystem.create(ClusterNode.SYSTEM, ConfigFactory.load(config()));
            return new Node(
                    configuration, application, modules, clock, fibers, incarnation, system);
        }
        Set<String> hosts =
                offered(configuration, application).stream()
                        .map(Entry::id)
                        .collect(Collectors.toSet());
        ClusterNode.Start start =
                ClusterNode.prepare(
                        settings, configuration.nodeName(), incarnation, hosts, config());
        Node node =
                new Node(
                        configuration,
                        application,
                        modules,
                        clock,
                        fibers,
                        incarnation,
                        start.system());
        node.cluster = ClusterNode.create(settings, start, node.others);
        node.others.join(node.cluster.peers());
        try {
            node.cluster.join();
            return node;
        } catch (CannotStart refused) {
            node.abandon();
            throw refused;
        }
    }

    private static Config config() {
        int workers = Runtime.getRuntime().availableProcessors();
        return ConfigFactory.parseMap(Map.of(ProcessActors.DISPATCHER + ".parallelism", workers))
                .withFallback(ConfigFactory.parseResources("moonlet-node.conf"));
    }

    /** The hosts of the application that the configuration does not leave to other nodes. */
    private static List<Entry.HostEntry> offered(
            Configuration configuration, Application application) {
        Set<String> wanted = configuration.hosts();
        return application.hosts().stream()
                .filter(host -> wanted.isEmpty() || wanted.contains(host.id()))
                .toList();
    }

    /** Starts the services of the application that want to be started with the node. */
    public List<Failure> startServices(Application application) {
        List<Failure> failures = new ArrayList<>();
        for (Entry.ServiceEntry service : application.services()) {
            if (service.autoStart()) {
                Services.start(service, spawning).ifPresent(failures::add);
            }
        }
        return failures;
    }

    /** Runs a function entry as a process of its own. */
    public RunningProcess call(String function, Payload arguments) {
        return spawning.call(function, arguments);
    }

    /** Runs a process entry on a host, up to its end. */
    public RunningProcess exec(String entry, String host, Payload arguments) {
        return spawning.spawn(entry, host, arguments);
    }

    /** Ends a process at its next scheduling point. */
    public void terminate(Pid pid) {
        spawning.killLoading(pid, LocalProcess.TERMINATED);
        processes.tell(pid, new Signal.Kill(LocalProcess.TERMINATED));
    }

    /**
     * Ends all processes: no new ones, CANCEL to all, after the grace period (the configured
     * shutdown timeout) a kill, and then the actor system.
     */
    @Override
    public void close() {
        if (abandoned) {
            return;
        }
        spawning.stop();
        long deadline = System.nanoTime() + shutdownTimeout.toNanos();
        processes.all().forEach(process -> process.cancel(systemPid(), 0, "scheduler shutdown"));
        if (!awaitNoProcesses(deadline)) {
            LOG.atLevel(shutdownTimeout.isZero() ? Level.DEBUG : Level.WARN)
                    .addKeyValue("processes", processes.count())
                    .addKeyValue("timeout", shutdownTimeout)
                    .log("processes did not end in time and are killed");
            Failure why = Failure.of(ErrorKind.CANCELED, "context canceled");
            processes.all().forEach(process -> process.tell(new Signal.Kill(why)));
            awaitNoProcesses(System.nanoTime() + STOP_STEP.toNanos());
        }
        timers.stop();
        if (cluster == null) {
            system.terminate();
        } else {
            cluster.leave();
        }
        try {
            system.getWhenTerminated()
                    .toCompletableFuture()
                    .get(STOP_STEP.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception late) {
            LOG.atWarn().setCause(late).log("actor system did not stop in time");
        }
    }

    /**
     * Ends at once and waits for nobody: what the processes still do is of no interest any more.
     */
    public void abandon() {
        abandoned = true;
        spawning.stop();
        timers.stop();
        if (cluster != null) {
            cluster.close();
        }
        system.terminate();
    }

    /** Where other nodes find this one, {@code HOST:PORT}; null for a node that is alone. */
    public String address() {
        return cluster == null ? null : cluster.address();
    }

    /**
     * Waits until this node is connected with so many others.
     *
     * @throws CannotStart if it takes longer
     */
    public void awaitOthers(int count, Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (others.connected() < count) {
            if (System.nanoTime() > deadline) {
                throw new CannotStart(
                        "connected with "
                                + others.connected()
                                + " of "
                                + count
                                + " nodes within "
                                + within.toSeconds()
                                + " s");
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** Completed when the node has ended, also because the cluster took it down. */
    public CompletionStage<?> whenEnded() {
        return system.getWhenTerminated();
    }

    /** How many processes live. */
    public int processCount() {
        return processes.count();
    }

    /** How many registered names this node knows. */
    public int nameCount() {
        return names.count();
    }

    public String name() {
        return name;
    }

    long incarnation() {
        return incarnation;
    }

    Limits limits() {
        return limits;
    }

    Clock clock() {
        return clock;
    }

    Processes processes() {
        return processes;
    }

    RegisteredNames names() {
        return names;
    }

    NodeTimers timers() {
        return timers;
    }

    ProcessLog log() {
        return log;
    }

    Spawning spawning() {
        return spawning;
    }

    GroupTable groups() {
        return groups;
    }

    OtherNodes others() {
        return others;
    }

    /** Who speaks where the node itself does. */
    Pid systemPid() {
        return new Pid(name, "system", incarnation, 0);
    }

    /** Whether a process lives, as far as this node knows. */
    boolean mayLive(Pid pid) {
        return others.isForeign(pid) ? others.mayLive(pid) : processes.find(pid) != null;
    }

    /** Unix time. */
    long nowSeconds() {
        return clock.instant().getEpochSecond();
    }

    /** Why there is nobody at {@code pid}. */
    Failure notFound(Pid pid) {
        if (others.wasLost(pid)) {
            return Failure.of(ErrorKind.NOT_FOUND, "process not found");
        }
        if (!pid.node().equals(name)) {
            return Failure.of(ErrorKind.NOT_FOUND, "node not found: \"" + pid.node() + "\"");
        }
        if (pid.incarnation() != incarnation) {
            return Failure.of(
                    ErrorKind.NOT_FOUND,
                    "process not found: "
                            + pid
                            + " is of another start of node \""
                            + name
                            + "\", and PIDs end with their node; keep names instead"
                            + " (process.registry)");
        }
        return Failure.of(
                ErrorKind.NOT_FOUND,
                spawning.knowsHost(pid.host())
                        ? "process not found"
                        : "host not found: \"" + pid.host() + "\"");
    }

    private boolean awaitNoProcesses(long deadlineNanos) {
        while (processes.count() > 0) {
            if (System.nanoTime() > deadlineNanos) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(5);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
