package moonlet.node.cluster;

import moonlet.node.singleton.LostNodes;
import moonlet.node.singleton.LostNodes.Losses;

import org.apache.pekko.actor.AbstractActorWithTimers;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.ClusterEvent.MemberEvent;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.remote.RemoteActorRefProvider;
import org.apache.pekko.remote.artery.ThisActorSystemQuarantinedEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import scala.Option;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Follows the events of the cluster: whoever becomes a member gets a link, and keeps it while it
 * leaves; whoever is down or has left loses it. Who has left counts as lost as well: it may have
 * fallen silent on its way, and then Pekko removes it though its processes have not ended.
 */
final class Membership extends AbstractActorWithTimers {
    /** A node's process was found gone by its tether. */
    record Gone(Member member) {}

    /** That was some time ago, and it was about to leave then. */
    private record GoneBefore(Member member) {}

    /** What it can be asked. */
    enum Question {
        WHO_WAS_LOST
    }

    /**
     * The nodes that were taken down or have left lately, as an answer.
     *
     * @param places where each was when it was connected last; not of those that never were
     */
    record Lost(Losses<Member> losses, Map<Member, InetAddress> places) {
        Lost {
            places = Map.copyOf(places);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
    private static final int NEVER_UP = Integer.MAX_VALUE;
    private static final Duration LEAVES_WITHIN = Duration.ofSeconds(1);

    private final Self self;
    private final Peers peers;
    private final boolean tether;
    private final NameCheck names;
    private final Cluster cluster;
    private final Map<UniqueAddress, Member> up = new HashMap<>();
    private final Set<Member> exiting = new HashSet<>(); // of those that are up
    private final MemberLease lease;
    private final LostNodes<Member> lost;
    private final Map<Member, InetAddress> places = new HashMap<>(); // of those that are lost
    private final Runnable expelled;
    private boolean hasSeenOthers; // members, whatever became of them

    /**
     * @param remember for how long a node that was lost is told of
     * @param expelled run when another node says that this one is no member any more
     */
    Membership(
            Self self,
            Peers peers,
            boolean tether,
            Duration remember,
            NameCheck names,
            MemberLease lease,
            Runnable expelled) {
        this.expelled = expelled;
        this.lost = new LostNodes<>(remember.toNanos());
        this.lease = lease;
        this.self = self;
        this.peers = peers;
        this.tether = tether;
        this.names = names;
        this.cluster = Cluster.get(context().system());
    }

    @Override
    public void preStart() {
        cluster.subscribe(self(), ClusterEvent.initialStateAsEvents(), MemberEvent.class);
        context().system().eventStream().subscribe(self(), ThisActorSystemQuarantinedEvent.class);
    }

    @Override
    public void postStop() {
        cluster.unsubscribe(self());
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(MemberEvent.class, this::changed)
                .match(Gone.class, gone -> gone(gone.member))
                .match(GoneBefore.class, gone -> takeDown(gone.member))
                .match(ThisActorSystemQuarantinedEvent.class, _ -> expelled.run())
                .match(Question.class, _ -> sender().tell(lost(), self()))
                .build();
    }

    private void changed(MemberEvent event) {
        if (cluster.isTerminated()) {
            // This node is no member any more, and Pekko says that the others are none. Their links
            // stay: without them this node would take itself for a majority of one.
            return;
        }
        Member member = read(event.member());
        if (member == null) {
            return;
        }
        if (member.address().equals(cluster.selfAddress())) {
            if (event instanceof ClusterEvent.MemberUp && hasSeenOthers) {
                lost.joined(System.nanoTime());
            }
            return;
        }
        hasSeenOthers = true;
        lease.changed(event, member);
        switch (event) {
            case ClusterEvent.MemberJoined _ -> names.check(member);
            case ClusterEvent.MemberWeaklyUp _, ClusterEvent.MemberUp _ -> {
                names.check(member);
                up.put(event.member().uniqueAddress(), member);
                admit(member);
            }
            case ClusterEvent.MemberLeft _, ClusterEvent.MemberExited _ -> {
                // Its processes end, and say so themselves; who has just joined hears them too.
                if (event.member().upNumber() == NEVER_UP) {
                    return;
                }
                up.put(event.member().uniqueAddress(), member);
                admit(member);
                if (event instanceof ClusterEvent.MemberExited) {
                    exiting.add(member);
                }
            }
            case ClusterEvent.MemberDowned _, ClusterEvent.MemberRemoved _ -> {
                up.remove(event.member().uniqueAddress());
                exiting.remove(member);
                getTimers().cancel(member);
                InetAddress place = peers.place(member);
                if (place != null) {
                    places.put(member, place);
                }
                lost.add(member, System.nanoTime());
                lost(); // forgets where those were that count no more
                peers.down(member);
                // Who had to wait for that name is next.
                up.values().stream()
                        .filter(other -> other.name().equals(member.name()))
                        .toList()
                        .forEach(this::admit);
            }
            default -> {} // the whole cluster is about to end
        }
    }

    /** Else Pekko removes the node only when its failure detector has found it silent, too. */
    private void quarantine(Member member) {
        var provider =
                (RemoteActorRefProvider) ((ExtendedActorSystem) context().system()).provider();
        up.forEach(
                (node, its) -> {
                    if (its.equals(member)) {
                        Option<Object> uid = Option.apply(node.longUid());
                        provider.quarantine(node.address(), uid, "its process is gone");
                    }
                });
    }

    private Lost lost() {
        Losses<Member> losses = lost.at(System.nanoTime());
        places.keySet().retainAll(losses.nodes());
        return new Lost(losses, places);
    }

    private void admit(Member member) {
        if (member.name().equals(self.name()) || isLater(member)) {
            LOG.atWarn()
                    .addKeyValue("peer", member)
                    .log("a second node with a name that is taken gets no link");
            return;
        }
        peers.up(member, gone -> self().tell(new Gone(gone), self()));
    }

    /** Of two members with one name, the one that started first has it until it is down. */
    private boolean isLater(Member member) {
        return up.values().stream()
                .anyMatch(
                        other ->
                                other.name().equals(member.name())
                                        && other.incarnation() < member.incarnation());
    }

    /** The end of a node that leaves is no loss: as a rule the cluster removes it at once. */
    private void gone(Member member) {
        if (!exiting.contains(member)) {
            takeDown(member);
        } else if (!getTimers().isTimerActive(member)) { // the tether says so again and again
            getTimers().startSingleTimer(member, new GoneBefore(member), LEAVES_WITHIN);
        }
    }

    /**
     * Down, if this node is a member, those who can still see each other are a majority, and a
     * majority has heard it lately, and so has not taken it down itself; else the resolver decides.
     */
    private void takeDown(Member member) {
        if (!tether || !up.containsValue(member)) {
            return;
        }
        MemberStatus status = cluster.selfMember().status();
        if (!status.equals(MemberStatus.up()) && !status.equals(MemberStatus.leaving())) {
            return; // it has no vote
        }
        boolean isMajority = 2 * (1 + peers.connected()) > 1 + up.size();
        if (isMajority && lease.isMajorityWithout(member)) {
            LOG.atWarn()
                    .addKeyValue("peer", member)
                    .log("the process of this node is gone: it is taken down");
            cluster.down(member.address());
            quarantine(member);
        } else {
            LOG.atWarn()
                    .addKeyValue("peer", member)
                    .log(
                            "a node's process is gone, but too few are left, or have heard this one"
                                    + " lately, to take it down here");
        }
    }

    static Member read(org.apache.pekko.cluster.Member member) {
        Address address = member.address();
        Set<String> roles = member.getRoles().stream().collect(Collectors.toSet());
        return MemberRoles.read(address, roles);
    }
}
