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

    /** This start of this node. */
    UniqueAddress self() {
        return cluster.selfUniqueAddress();
    }

    /**
     * The node that has the singleton after this one, which has it now. Those that are older and
     * about to leave have ended what they ran. Null where there is none, or this node is not the
     * oldest.
     */
    UniqueAddress next() {
        List<UniqueAddress> up =
                StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
                        .filter(member -> member.status().equals(MemberStatus.up()))
                        .filter(member -> member.hasRole(role))
                        .sorted(Member.ageOrdering())
                        .map(Member::uniqueAddress)
                        .toList();
        return up.size() > 1 && up.getFirst().equals(self()) ? up.get(1) : null;
    }
}
