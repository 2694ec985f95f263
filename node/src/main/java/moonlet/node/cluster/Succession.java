package moonlet.node.cluster;

import org.apache.pekko.cluster.Cluster;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;

import java.util.List;
import java.util.stream.StreamSupport;

/**
 * In which order a singleton goes from node to node: by age, as Pekko's Cluster Singleton has it.
 */
final class Succession {
    private final Cluster cluster;
    private final String role;

    /**
     * @param singleton its id
     */
    Succession(Cluster cluster, String singleton) {
        this.cluster = cluster;
        this.role = MemberRoles.singleton(singleton);
    }

    /**
     * The node that has the singleton after this one, which has it now. Those that are older and
     * about to leave have ended what they ran. Null where there is none, or this node is not the
     * oldest.
     */
    UniqueAddress next() {
        List<UniqueAddress> up = up();
        return up.size() > 1 && up.getFirst().equals(self()) ? up.get(1) : null;
    }

    /** What this node says to the next one, and to no other start of it. */
    String loanTo(UniqueAddress next) {
        return loan(self(), next);
    }

    /**
     * Whether that is said to this start of this node, which itself knows to be the next after who
     * says it: that one may be taken down already, or have heard of losses what nobody else has.
     */
    boolean isForThis(String loan) {
        List<UniqueAddress> up = up();
        return up.size() > 1
                && up.get(1).equals(self())
                && loan.equals(loan(up.getFirst(), up.get(1)));
    }

    /**
     * It travels as a text, which Pekko writes without a serializer of ours; a node that does not
     * know of loans drops it.
     */
    private static String loan(UniqueAddress from, UniqueAddress to) {
        return "loan from " + from.longUid() + " to " + to.longUid();
    }

    private UniqueAddress self() {
        return cluster.selfUniqueAddress();
    }

    /** Those that may have it and stay, oldest first. */
    private List<UniqueAddress> up() {
        return StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
                .filter(member -> member.status().equals(MemberStatus.up()))
                .filter(member -> member.hasRole(role))
                .sorted(Member.ageOrdering())
                .map(Member::uniqueAddress)
                .toList();
    }
}
