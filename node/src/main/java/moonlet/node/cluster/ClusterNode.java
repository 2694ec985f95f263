package moonlet.node.cluster;

import moonlet.lua.process.Payloads;
import moonlet.node.dispatch.Visitors;
import moonlet.protocol.NodeStart;
import moonlet.protocol.codec.FrameCodec;
import moonlet.protocol.codec.WireLimits;

import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.Props;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/** This node's place in the cluster: its membership, and its links with the others. */
public final class ClusterNode {
    /** The name of the actor systems; those of one cluster have the same. */
    public static final String SYSTEM = "moonlet";

    private static final Logger LOG = LoggerFactory.getLogger(ClusterNode.class);
    private static final Duration SYNC_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(10);
    private static final long SEED_CHECK_NANOS = Duration.ofSeconds(5).toNanos();
    // Pekko's shutdown gives up its last phase after 10 s, and the end of the JVM waits for that.
    private static final Duration END_MAX = Duration.ofSeconds(15);

    private final ClusterSettings settings;
    private final LocalNode local;
    private final ActorSystem system;
    private final Cluster cluster;
    private final Self self;
    private final Bootstrap bootstrap; // null where there are seeds
    private final Peers peers;
    private final MemberLease lease;
    private final LinkListener listener;
    private final NameCheck names;
    private final SeedCheck seeds;
    private final LinkSecurity security;
    private final Singletons singletons;
    private final ConnectionWatch connections;
    private volatile boolean member;
    private final CompletableFuture<String> joined = new CompletableFuture<>(); // null, or why not
    private final CompletableFuture<Void> removed = new CompletableFuture<>();

    private ClusterNode(ClusterSettings settings, Start start, LocalNode local, Visitors threads) {
        this.settings = settings;
        this.local = local;
        this.system = start.system();
        this.cluster = Cluster.get(system);
        this.self = new Self(start.name(), start.incarnation());
        this.bootstrap =
                settings.discovery() == null
                        ? null
                        : new Bootstrap(system, settings.discovery(), start.security().engines());
        this.security = start.security();
        FrameCodec frames = new FrameCodec(WireLimits.DEFAULTS);
        Handshake handshake = new Handshake(frames, security);
        this.peers = new Peers(self, local, settings, Payloads::encode, handshake, threads);
        this.lease = new MemberLease(settings.leaseNanos(), peers);
        this.listener = LinkListener.start(self, peers, handshake, start.links());
        this.seeds = new SeedCheck(security);
        this.names =
                new NameCheck(self, handshake, address -> cluster.down(address), joined::complete);
        Props props =
                Props.create(
                        Membership.class,
                        () ->
                                new Membership(
                                        self,
                                        peers,
                                        settings.tether(),
                                        settings.stableAfter(),
                                        names,
                                        lease));
        ActorRef membership = system.actorOf(props, "membership");
        this.singletons = new Singletons(system, membership, settings.stableAfter());
        system.actorOf(Props.create(SilenceLog.class, SilenceLog::new), "silence-log");
        this.connections = ConnectionWatch.start(system);
        cluster.registerOnMemberUp(() -> joined.complete(null));
        cluster.registerOnMemberRemoved(
                () -> {
                    joined.complete("this node was removed from the cluster");
                    removed.complete(null);
                });
        system.getWhenTerminated()
                .whenComplete(
                        (_, _) -> {
                            joined.complete("no node that was found took this one; start it again");
                            peers.close();
                        });
    }

    /**
     * Makes the links; {@link #join} makes the node a member.
     *
     * @param threads of the links
     */
    public static ClusterNode create(
            ClusterSettings settings, Start start, LocalNode local, Visitors threads) {
        return new ClusterNode(settings, start, local, threads);
    }

    public Peers peers() {
        return peers;
    }

    public Roster roster() {
        return new Roster(cluster);
    }

    /**
     * Takes part in running a singleton: the oldest of the nodes that do so runs it.
     *
     * @param tenure told when it is this one
     */
    public void runSingleton(String id, Tenure tenure) {
        singletons.run(id, tenure);
    }

    /** This node is about to leave: it ends its singletons, and lends each to the next node. */
    public void lendSingletons() {
        singletons.drain();
    }

    /**
     * Whether this node still is the one to run its singletons: a majority has heard it so lately
     * that whoever has taken it down since then still waits before it runs them.
     */
    public boolean isInTouchWithMajority() {
        return lease.isOpen() && !cluster.isTerminated();
    }

    /**
     * Completed when the actor system has ended, or some seconds after this node was removed from
     * the cluster: connections to nodes that it does not reach can keep the system from its end.
     */
    public CompletionStage<?> whenEnded() {
        return ended(system.getWhenTerminated(), removed, END_MAX);
    }

    static CompletionStage<?> ended(
            CompletionStage<?> terminated, CompletionStage<?> removed, Duration atMost) {
        CompletableFuture<Object> ended = new CompletableFuture<>();
        terminated.whenComplete((_, _) -> ended.complete(null));
        removed.thenRun(
                () -> ended.completeOnTimeout(null, atMost.toMillis(), TimeUnit.MILLISECONDS));
        return ended;
    }

    /** Where the actor system listens. */
    public String address() {
        Address address = cluster.selfAddress();
        return address.getHost().get() + ":" + address.getPort().get();
    }

    /**
     * Joins, and waits until this node is a member.
     *
     * @throws CannotStart if it cannot be one
     */
    public void join() throws CannotStart {
        List<Address> seeds = seedAddresses();
        if (bootstrap != null) {
            bootstrap.start();
        } else if (seeds.isEmpty() || seeds.equals(List.of(cluster.selfAddress()))) {
            cluster.join(cluster.selfAddress());
        } else {
            LOG.atInfo()
                    .addKeyValue("seeds", settings.seeds())
                    .addKeyValue("seconds", settings.joinTimeout().toSeconds())
                    .log("asks for a cluster to join");
            cluster.joinSeedNodes(seeds);
        }
        String refusal;
        try {
            refusal = awaitJoined();
            if (refusal == null) {
                // What can be asked of the cluster's state comes later than news of it.
                await(() -> cluster.selfMember().status().equals(MemberStatus.up()));
                refusal = names.refusal(others());
            }
        } catch (TimeoutException late) {
            refusal =
                    "not a member after "
                            + settings.joinTimeout().toSeconds()
                            + " s; "
                            + (settings.discovery() == null
                                    ? "is a node up at "
                                            + settings.seeds()
                                            + "? Name others with --seed, MOONLET_SEEDS or"
                                            + " node.seeds"
                                    : "looked for " + settings.discovery());
        } catch (InterruptedException | ExecutionException stopped) {
            refusal = stopped.toString();
        }
        if (refusal != null) {
            // It may be a member, which others would take for lost; what is known of its own status
            // may be older than the refusal.
            if (!cluster.isTerminated()) {
                leave();
            }
            throw new CannotStart(refusal);
        }
        local.joined(
                othersUp().stream()
                        .map(other -> new NodeStart(other.name(), other.incarnation()))
                        .collect(Collectors.toSet()));
        awaitSync();
        member = true;
    }

    private List<Address> seedAddresses() {
        return settings.seeds().stream()
                .map(seed -> new Address("pekko", SYSTEM, seed.host(), seed.port()))
                .toList();
    }

    /** Returns null when this node is a member, or why it cannot be one. */
    private String awaitJoined() throws InterruptedException, ExecutionException, TimeoutException {
        long deadline = System.nanoTime() + settings.joinTimeout().toNanos();
        boolean told = false;
        while (true) {
            long left = deadline - System.nanoTime();
            try {
                return joined.get(Math.min(left, SEED_CHECK_NANOS), TimeUnit.NANOSECONDS);
            } catch (TimeoutException late) {
                String refusal = seeds.refusal(otherSeeds());
                if (refusal != null) {
                    return refusal;
                }
                if (left <= SEED_CHECK_NANOS) {
                    throw late;
                }
                if (!told) {
                    told = true;
                    Duration more = Duration.ofNanos(deadline - System.nanoTime());
                    // Those that look for each other by DNS give the last ones some time to come.
                    LOG.atLevel(settings.discovery() == null ? Level.WARN : Level.INFO)
                            .addKeyValue("seconds", more.toSeconds())
                            .log("no node has taken this one yet; it asks on");
                }
            }
        }
    }

    /** Where other nodes may listen that this one could join by. */
    private List<ClusterSettings.Endpoint> otherSeeds() {
        Address own = cluster.selfAddress();
        ClusterSettings.Endpoint self =
                new ClusterSettings.Endpoint(own.getHost().get(), own.getPort().get());
        return (settings.discovery() == null
                        ? settings.seeds().stream()
                        : settings.discovery().addresses().stream()
                                .map(host -> new ClusterSettings.Endpoint(host, self.port())))
                .filter(seed -> !seed.equals(self))
                .toList();
    }

    /** Whether {@link #join} has come to its end. */
    public boolean isMember() {
        return member;
    }

    /** Answers nodes that look for others by DNS; null where this one does not do so. */
    public Function<HttpRequest, CompletionStage<HttpResponse>> contactPoint() {
        return bootstrap == null ? null : bootstrap.contactPoint();
    }

    /** The TLS of its connections; null where they are not encrypted. */
    public TlsEngines tls() {
        return security.engines();
    }

    private List<Member> others() {
        return roster().members().stream()
                .map(MemberState::member)
                .filter(member -> !member.address().equals(cluster.selfAddress()))
                .toList();
    }

    /**
     * What this node says of names is worth something once it has heard of the others'. One that
     * hangs must not keep it from starting for ever.
     */
    private void awaitSync() {
        await(this::isInSync);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + SYNC_TIMEOUT.toNanos();
        try {
            while (!condition.getAsBoolean() && System.nanoTime() - deadline < 0) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isInSync() {
        for (Member member : othersUp()) {
            Peer peer = peers.named(member.name());
            if (peer == null || !peer.member().isSameStart(member) || !local.isInSync(peer)) {
                return false;
            }
        }
        return true;
    }

    private List<Member> othersUp() {
        List<Member> others = new ArrayList<>();
        for (var other : cluster.state().getMembers()) {
            boolean isUp = other.status().equals(MemberStatus.up());
            Member member = isUp ? Membership.read(other) : null;
            if (member != null && !member.address().equals(cluster.selfAddress())) {
                others.add(member);
            }
        }
        return others;
    }

    /** Leaves the cluster, tells the others so, and ends the actor system; waits for that. */
    public void leave() {
        try {
            CoordinatedShutdown.get(system)
                    .runAll(CoordinatedShutdown.clusterLeavingReason())
                    .toCompletableFuture()
                    .get(LEAVE_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException late) {
            system.terminate();
        }
        close();
    }

    /** Ends the links at once, and no longer looks at its certificate. */
    public void close() {
        connections.close();
        listener.close();
        peers.close();
        security.close();
    }
}
