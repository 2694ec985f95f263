package moonlet.node.cluster;

import org.apache.pekko.cluster.Cluster;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** All members of the cluster as this node knows them, also those that it has no link with. */
public final class Roster {
    private final Cluster cluster;

    Roster(Cluster cluster) {
        this.cluster = cluster;
    }

    /** The members, this node included, in no order. */
    public List<MemberState> members() {
        var state = cluster.state();
        Set<org.apache.pekko.cluster.Member> unreachable = new HashSet<>(state.getUnreachable());
        List<MemberState> all = new ArrayList<>();
        for (var one : state.getMembers()) {
            Member member = Membership.read(one);
            if (member != null) {
                String status = one.status().toString().toLowerCase(Locale.ROOT);
                all.add(new MemberState(member, status, !unreachable.contains(one)));
            }
        }
        return all;
    }

    /** Takes a member out of the cluster; its processes count as lost. */
    public void down(Member member) {
        cluster.down(member.address());
    }
}
