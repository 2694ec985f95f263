package moonlet.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.protocol.NodeStart;
import moonlet.protocol.Pid;
import moonlet.protocol.wire.NameItem;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

class GroupsTest {
    private static final GroupName A = new GroupName("app:s", "a");
    private static final GroupName B = new GroupName("app:s", "b");

    /** A node whose words reach the others at once. */
    private static final class Member implements GroupEffects {
        private final NodeStart start;
        private final List<Member> others = new ArrayList<>();
        private final List<String> seen = new ArrayList<>();
        private final Groups groups = new Groups(this, 2);

        Member(String name) {
            start = new NodeStart(name, 1);
        }

        void meet(Member other) {
            others.add(other);
            other.others.add(this);
            groups.up(other.start);
            other.groups.up(start);
        }

        Pid pid(int number) {
            return new Pid(start.node(), "app:h", 1, number);
        }

        Set<Pid> members(GroupName group) {
            return new HashSet<>(groups.members(group));
        }

        @Override
        public void send(NodeStart to, NameItem item) {
            others.stream()
                    .filter(other -> other.start.equals(to))
                    .forEach(other -> other.groups.receive(start, (NameItem.Delta) item));
        }

        @Override
        public void sendAll(NameItem item) {
            others.forEach(other -> send(other.start, item));
        }

        @Override
        public void changed(GroupName group, boolean joined, List<Pid> pids) {
            pids.forEach(pid -> seen.add((joined ? "+" : "-") + group.name() + pid.number()));
        }
    }

    private final Member one = new Member("one");
    private final Member two = new Member("two");

    @Test
    void who_joins_twice_has_to_leave_twice() {
        one.meet(two);
        one.groups.join(A, one.pid(1));
        one.groups.join(A, one.pid(1));
        assertTrue(one.groups.leave(A, one.pid(1)));
        assertEquals(List.of(one.pid(1)), two.groups.members(A));
        assertTrue(one.groups.leave(A, one.pid(1)));
        assertFalse(one.groups.leave(A, one.pid(1)));
        assertEquals(List.of("+a1", "-a1"), two.seen);
    }

    @Test
    void a_node_that_joins_later_learns_all_members() {
        for (int i = 1; i <= 5; i++) {
            one.groups.join(A, one.pid(i));
        }
        one.meet(two);
        assertEquals(one.members(A), two.members(A));
        assertEquals(List.of(), two.groups.localMembers(A));
    }

    @Test
    void who_ends_and_who_is_on_a_lost_node_is_in_no_group() {
        one.meet(two);
        one.groups.join(A, one.pid(1));
        one.groups.join(B, one.pid(1));
        two.groups.join(A, two.pid(2));
        one.groups.released(one.pid(1));
        assertEquals(Set.of("a"), one.groups.names("app:s", false));
        one.groups.down(two.start);
        assertEquals(0, one.groups.size());
        assertEquals(List.of("+a1", "+b1", "+a2", "-a1", "-b1", "-a2"), one.seen);
    }

    @Test
    void nobody_speaks_for_processes_of_others() {
        one.meet(two);
        NameItem.Change forged = new NameItem.Change(A.key(), one.pid(7), 1);
        one.groups.receive(two.start, new NameItem.Delta(Groups.MAP, 0, 0, List.of(forged)));
        assertEquals(0, one.groups.size());
    }

    @Test
    void whatever_happens_both_nodes_agree() {
        one.meet(two);
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            Member node = random.nextBoolean() ? one : two;
            Pid pid = node.pid(random.nextInt(5));
            GroupName group = random.nextBoolean() ? A : B;
            switch (random.nextInt(5)) {
                case 0, 1 -> node.groups.join(group, pid);
                case 2, 3 -> node.groups.leave(group, pid);
                default -> node.groups.released(pid);
            }
            assertEquals(one.members(group), two.members(group), "step " + i);
        }
    }
}
