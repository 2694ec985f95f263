package moonlet.node.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

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
import org.apache.pekko.cluster.singleton.ClusterSingletonManager;
import org.apache.pekko.cluster.singleton.ClusterSingletonManagerSettings;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import scala.concurrent.duration.FiniteDuration;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    // Pekko takes zero for the time that the resolver waits. SingletonActor knows when to wait.
    private static final FiniteDuration AT_ONCE = FiniteDuration.apply(1, TimeUnit.MILLISECONDS);
    private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(10);

    private final ClusterSettings settings;
    private final LocalNode local;
    private final ActorSystem system;
    private final Cluster cluster;
    private final Self self;
    private final Bootstrap bootstrap; // null where there are seeds
    private final Peers peers;
    private final LinkListener listener;
    private final NameCheck names;
    private final ActorRef membership;
    private volatile boolean member;
    private final CompletableFuture<String> joined = new CompletableFuture<>(); // null, or why not

    private ClusterNode(ClusterSettings settings, Start start, LocalNode local, Visitors threads) {
        this.settings = settings;
        this.local = local;
        this.system = start.system;
        this.cluster = Cluster.get(system);
        this.self = new Self(start.name, start.incarnation);
        this.bootstrap =
                settings.discovery() == null ? null : new Bootstrap(system, settings.discovery());
        FrameCodec frames = new FrameCodec(WireLimits.DEFAULTS);
        this.peers = new Peers(self, local, settings, Payloads::encode, frames, threads);
        this.listener = LinkListener.start(self, peers, frames, start.links);
        this.names =
                new NameCheck(self, frames, address -> cluster.down(address), joined::complete);
        Props props =
                Props.create(
                        Membership.class,
                        () ->
                                new Membership(
                                        self,
                                        peers,
                                        settings.tether(),
                                        settings.stableAfter(),
                                        names));
        this.membership = system.actorOf(props, "membership");
        cluster.registerOnMemberUp(() -> joined.complete(null));
        cluster.registerOnMemberRemoved(
                () -> joined.complete("this node was removed from the cluster"));
        system.getWhenTerminated()
                .whenComplete(
                        (_, _) -> {
                            joined.complete("no node that was found took this one; start it again");
                            peers.close();
                        });
    }

    /**
     * What a node has before it joins.
     *
     * @param links the bound port for the connections of other nodes
     */
    public record Start(
            String name, long incarnation, ServerSocketChannel links, ActorSystem system) {}

    /**
     * Binds the ports and starts the actor system.
     *
     * @param hosts the ids of the process hosts that the node offers
     * @param singletons the ids of the singletons that it may run, with {@link #runSingleton}
     * @param config the settings of Pekko of every node
     * @throws CannotStart if a port is taken, or the host is not this machine's
     */
    public static Start prepare(
            ClusterSettings settings,
            String name,
            long incarnation,
            Set<String> hosts,
            Set<String> singletons,
            Config config) {
        ServerSocketChannel links;
        try {
            links = LinkListener.bind(settings.listen().host(), settings.linkPort());
        } catch (IOException | UnresolvedAddressException taken) {
            throw CannotStart.listening(
                    "links",
                    settings.listen().host() + ":" + settings.linkPort(),
                    taken,
                    "--listen and --link-port, MOONLET_LISTEN and MOONLET_LINK_PORT, or node.listen"
                            + " and node.link_port");
        }
        Map<String, Object> values = new HashMap<>();
        values.put("pekko.remote.artery.canonical.hostname", settings.listen().host());
        values.put("pekko.remote.artery.canonical.port", settings.listen().port());
        int linkPort = links.socket().getLocalPort();
        values.put(
                "pekko.cluster.roles",
                MemberRoles.of(name, incarnation, linkPort, hosts, singletons));
        values.put(
                "pekko.cluster.split-brain-resolver.stable-after",
                settings.stableAfter().toMillis() + " ms");
        if (settings.isFirstOfSeeds()) {
            values.put("pekko.cluster.seed-node-timeout", settings.foundAfter().toMillis() + " ms");
        }
        Config all =
                ConfigFactory.parseMap(values)
                        .withFallback(
                                settings.discovery() == null
                                        ? ConfigFactory.empty()
                                        : Bootstrap.config(settings.discovery()))
                        .withFallback(ConfigFactory.parseResources("moonlet-cluster.conf"))
                        .withFallback(config);
        try {
            return new Start(
                    name, incarnation, links, ActorSystem.create(SYSTEM, ConfigFactory.load(all)));
        } catch (RuntimeException failed) {
            closeQuietly(links);
            throw CannotStart.listening(
                    "the cluster",
                    settings.listen().toString(),
                    failed,
                    "--listen, MOONLET_LISTEN or node.listen");
        }
    }

    private static void closeQuietly(ServerSocketChannel channel) {
        try {
            channel.close();
        } catch (IOException late) {
            // the port is free when the JVM ends, at the latest
        }
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
        Duration margin = settings.stableAfter();
        Props singleton =
                Props.create(
                        SingletonActor.class,
                        () -> new SingletonActor(id, tenure, membership, margin));
        ClusterSingletonManagerSettings manager =
                ClusterSingletonManagerSettings.create(system)
                        .withRole(MemberRoles.singleton(id))
                        .withRemovalMargin(AT_ONCE);
        system.actorOf(
                ClusterSingletonManager.props(singleton, SingletonActor.End.HAND_OVER, manager),
                "singleton-" + URLEncoder.encode(id, StandardCharsets.UTF_8));
    }

    /**
     * Whether this node still is the one to run its singletons: a majority has heard it so lately
     * that whoever has taken it down since then still waits before it runs them.
     */
    public boolean isInTouchWithMajority() {
        return peers.isInTouch(settings.leaseNanos()) && !cluster.isTerminated();
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
        List<Address> seeds = new ArrayList<>();
        for (ClusterSettings.Endpoint seed : settings.seeds()) {
            seeds.add(new Address("pekko", SYSTEM, seed.host(), seed.port()));
        }
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
            refusal = joined.get(settings.joinTimeout().toSeconds(), TimeUnit.SECONDS);
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
            if (!cluster.selfMember().status().equals(MemberStatus.removed())) {
                leave(); // it may be a member, which others would take for lost
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

    /** Whether {@link #join} has come to its end. */
    public boolean isMember() {
        return member;
    }

    /** Answers nodes that look for others by DNS; null where this one does not do so. */
    public Function<HttpRequest, CompletionStage<HttpResponse>> contactPoint() {
        return bootstrap == null ? null : bootstrap.contactPoint();
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

    /** Ends the links at once. */
    public void close() {
        listener.close();
        peers.close();
    }
}
