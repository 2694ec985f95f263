package moonlet.node.cluster;

import moonlet.node.singleton.LostNodes;
import moonlet.node.singleton.LostNodes.Losses;

import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.ClusterEvent.MemberEvent;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.remote.RemoteActorRefProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import scala.Option;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Follows the events of the cluster: whoever becomes a member gets a link, whoever is down loses
 * it.
 */
final class Membership extends AbstractActor {
    /** A node's process was found gone by its tether. */
    record Gone(Member member) {}

    /** What it can be asked. */
    enum Question {
        WHO_WAS_LOST
    }

    /**
     * The nodes that were taken down lately, as an answer.
     *
     * @param places where each was when it was connected last; not of those that never were
     */
    record Lost(Losses<Member> losses, Map<Member, InetAddress> places) {
        Lost {
            places = Map.copyOf(places);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);

    private final Self self;
    private final Peers peers;
    private final boolean tether;
    private final NameCheck names;
    private final Cluster cluster;
    private final Map<UniqueAddress, Member> up = new HashMap<>();
    private final MemberLease lease;
    private final LostNodes<Member> lost;
    private final Map<Member, InetAddress> places = new HashMap<>(); // of those that are lost
    private boolean hasSeenOthers; // members, whatever became of them

    /**
     * @param remember for how long a node that was taken down is told of
     */
    Membership(
            Self self,
            Peers peers,
            boolean tether,
            Duration remember,
            NameCheck names,
            MemberLease lease) {
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
            case ClusterEvent.MemberDowned _,
                    ClusterEvent.MemberExited _,
                    ClusterEvent.MemberRemoved _ -> {
                up.remove(event.member().uniqueAddress());
                if (wasTakenDown(event)) {
                    InetAddress place = peers.place(member);
                    if (place != null) {
                        places.put(member, place);
                    }
                    lost.add(member, System.nanoTime());
                    lost(); // forgets where those were that count no more
                }
                peers.down(member);
                // Who had to wait for that name is next.
                up.values().stream()
                        .filter(other -> other.name().equals(member.name()))
                        .toList()
                        .forEach(this::admit);
            }
            default -> {
                // Leaving: its processes end, and say so themselves.
            }
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

    private static boolean wasTakenDown(MemberEvent event) {
        return switch (event) {
            case ClusterEvent.MemberDowned _ -> true;
            case ClusterEvent.MemberRemoved removed ->
                    removed.previousStatus().equals(MemberStatus.down());
            default -> false;
        };
    }

    private Lost lost() {
        Losses<Member> losses = lost.at(System.nanoTime());
        places.keySet().retainAll(losses.nodes());
        return new Lost(losses, places);
    }

    private void admit(Member member) {
        boolean isNamesake = member.name().equals(self.name());
        if (isNamesake || isLater(member)) {
            LOG.atWarn()
                    .addKeyValue("peer", member)
                    .log(
                            isNamesake
                                    ? "another node has the name of this one; it gets no link"
                                    : "a second node with a name that is taken gets no link");
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

    /**
     * Down, if this node is a member, those who can still see each other are a majority, and a
     * majority has heard it lately, and so has not taken it down itself; else the resolver decides.
     */
    private void gone(Member member) {
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
