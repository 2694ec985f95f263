package moonlet.node;

import moonlet.lua.engine.Limits;
import moonlet.lua.process.Fibers;
import moonlet.lua.process.Modules;
import moonlet.lua.process.TestSession;
import moonlet.node.app.Application;
import moonlet.node.app.Configuration;
import moonlet.node.app.Entry;
import moonlet.node.app.Reloaded;
import moonlet.node.cluster.CannotStart;
import moonlet.node.cluster.ClusterNode;
import moonlet.node.cluster.TlsEngines;
import moonlet.node.service.ServiceStatus;
import moonlet.protocol.Failure;
import moonlet.protocol.Payload;
import moonlet.protocol.Pid;

import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** One running node: an actor system, the application's hosts in it, and their processes. */
public final class Node implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final Duration STOP_STEP = Duration.ofSeconds(5);

    private final String name;
    private final long incarnation;
    private final Limits limits;
    private final Clock clock;
    private final ActorSystem system;
    private final Processes processes = new Processes();
    private final RegisteredNames names;
    private final GroupTable groups;
    private final NodeSecurity security;
    private final NodeFacilities facilities;
    private final NodeTimers timers;
    private final TestBench tests; // null where no tests run
    private final ProcessLog log = new ProcessLog();
    private final FailureLog failures;
    private final NodeCounters counters = new NodeCounters();
    private final NodeEvents events = new NodeEvents();
    private ClusterNode cluster; // null while the node is alone
    private final OtherNodes others = new OtherNodes(this);
    private final Requests requests = new Requests(this);
    private final CurrentCode code;
    private final Spawning spawning;
    private final Services services;
    private final Drain drain;
    private volatile boolean abandoned;

    Node(
            Configuration configuration,
            Application application,
            Modules modules,
            Timing timing,
            Fibers fibers,
            long incarnation,
            ActorSystem system) {
        this.name = configuration.nodeName();
        this.limits = configuration.limits();
        this.clock = timing.clock();
        this.timers = timing.timers();
        this.failures = new FailureLog(log, clock, timers);
        this.tests = timing.tests();
        this.incarnation = incarnation;
        this.system = system;
        this.names = new RegisteredNames(this, configuration.cluster() == null);
        this.groups = new GroupTable(this, application.groupScopes());
        this.security =
                new NodeSecurity(application.policies(), configuration.strictMode(), counters);
        this.facilities = new NodeFacilities(this, application);
        ProcessActors actors = new ProcessActors(system);
        Map<String, Host> hosts = new HashMap<>();
        Offer offer = Offer.of(configuration, application);
        for (Entry.HostEntry host : offer.hosts()) {
            ProcessParent parent = actors.parent("host-" + hosts.size());
            hosts.put(host.id(), new Host(host.id(), host.maxProcesses(), parent));
        }
        Host functions =
                new Host(
                        "functions",
                        Entry.HostEntry.MAX_PROCESSES_DEFAULT,
                        actors.parent("functions"));
        this.code = new CurrentCode(this, application, modules);
        this.spawning =
                new Spawning(this, code, hosts, functions, actors, fibers, configuration.spread());
        this.services =
                new Services(
                        this,
                        offer.services(),
                        () -> cluster == null || cluster.isInTouchWithMajority());
        this.drain = new Drain(this, services, configuration.shutdownTimeout());
    }

    /**
     * Starts a node that runs {@code application}; no process runs yet. A node of a cluster is a
     * member when this returns.
     *
     * @throws CannotStart if a port is taken, or the cluster does not take the node
     */
    public static Node start(
            Configuration configuration, Application application, Modules modules, Clock clock) {
        return start(configuration, application, modules, clock, _ -> {});
    }

    /**
     * The same.
     *
     * @param beforeJoin is given the node before it looks for a cluster, where it belongs to one
     */
    public static Node start(
            Configuration configuration,
            Application application,
            Modules modules,
            Clock clock,
            Consumer<Node> beforeJoin) {
        return new Startup(configuration, application, modules, Timing.real(clock))
                .run(Fibers.detect(), beforeJoin);
    }

    /** The same, for {@code moonlet test}: the time of its processes is that of {@code tests}. */
    public static Node start(
            Configuration configuration,
            Application application,
            Modules modules,
            TestBench tests) {
        return new Startup(configuration, application, modules, Timing.of(tests))
                .run(Fibers.detect(), _ -> {});
    }

    /**
     * Starts the services of the application that start with the node, and takes part in running
     * its singletons.
     *
     * @return why services did not come up
     */
    public List<Failure> startServices() {
        return services.start(cluster);
    }

    /** How the services of this node are. */
    public List<ServiceStatus> services() {
        return services.status();
    }

    /**
     * From here on new processes get the code of {@code read}, the application's folder read again
     * without mistakes; those that run old code and want to know it are told.
     */
    public Reloaded reload(Application read) {
        return code.reload(read);
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
        processes.kill(pid, LocalProcess.TERMINATED);
    }

    /**
     * Ends all processes, see {@link Drain}, then leaves the cluster, and ends the actor system.
     */
    @Override
    public void close() {
        if (abandoned) {
            return;
        }
        drain.run();
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
        others.awaitConnected(count, within);
    }

    /** Completed when the node has ended, also because the cluster took it down. */
    public CompletionStage<?> whenEnded() {
        return cluster == null ? system.getWhenTerminated() : cluster.whenEnded();
    }

    /** How many processes live. */
    public int processCount() {
        return processes.count();
    }

    /** How many registered names this node knows. */
    public int nameCount() {
        return names.count();
    }

    /** What this node looks like from outside. */
    public Inspection inspection() {
        return new Inspection(this);
    }

    /** What can be done to its processes from outside. */
    public Operations operations() {
        return new Operations(this);
    }

    public NodeCounters counters() {
        return counters;
    }

    public NodeEvents events() {
        return events;
    }

    Drain drain() {
        return drain;
    }

    /** Its place in the cluster; null for a node that is alone. */
    ClusterNode cluster() {
        return cluster;
    }

    /** Whether it takes work: it does so from when it is a member until it begins to end. */
    public boolean isReady() {
        return isMember() && !spawning.isStopping();
    }

    /** Whether it has joined its cluster, or is in none. */
    public boolean isMember() {
        return cluster == null || cluster.isMember();
    }

    /** Answers nodes that look for others by DNS; null where this one does not do so. */
    public Function<HttpRequest, CompletionStage<HttpResponse>> contactPoint() {
        return cluster == null ? null : cluster.contactPoint();
    }

    /** The TLS of its connections with other nodes; null where it has none, or they are plain. */
    public TlsEngines tls() {
        return cluster == null ? null : cluster.tls();
    }

    /** Has this place in a cluster from here on. */
    void has(ClusterNode place) {
        cluster = place;
        others.join(place.peers());
    }

    public ActorSystem system() {
        return system;
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

    /** What a process has for tests; null where none run. */
    TestSession testsOf(LocalProcess process) {
        return tests == null ? null : tests.of(process, others);
    }

    ProcessLog log() {
        return log;
    }

    FailureLog failures() {
        return failures;
    }

    CurrentCode code() {
        return code;
    }

    Spawning spawning() {
        return spawning;
    }

    GroupTable groups() {
        return groups;
    }

    NodeFacilities facilities() {
        return facilities;
    }

    OtherNodes others() {
        return others;
    }

    NodeSecurity security() {
        return security;
    }

    Requests requests() {
        return requests;
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
}
