package moonlet.node;

import static moonlet.node.PermissionMatrix.allowing;
import static moonlet.node.PermissionMatrix.assertAllowed;
import static moonlet.node.PermissionMatrix.assertRefused;
import static moonlet.node.PermissionMatrix.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import moonlet.node.PermissionMatrix.Need;
import moonlet.node.PermissionMatrix.Row;
import moonlet.protocol.Pid;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The matrix of permissions where a process of n1 does something with n2. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RemotePermissionsTest {
    private TestNodes n1;
    private TestNodes n2;
    private List<Row> rows;

    @BeforeAll
    void start() throws Exception {
        n1 = TestNodes.startMember("permissions", "n1", TestNodes.loopback(null));
        String seed = n1.node().address();
        n2 = TestNodes.startMember("permissions", "n2", TestNodes.loopback(seed));
        n1.node().awaitOthers(1, Duration.ofSeconds(20));
        rows = PermissionMatrix.rows(n1).stream().filter(Row::remote).toList();
    }

    @AfterAll
    void stop() {
        n2.close();
        n1.close();
    }

    @TestFactory
    Stream<DynamicTest> who_has_all_permissions_may() {
        return PermissionMatrix.each(
                rows,
                row -> {
                    long before = n2.node().counters().allDenied();
                    assertAllowed(
                            row,
                            PermissionMatrix.call(n1, n2, row, context(allowing(row.actions()))));
                    assertEquals(before, n2.node().counters().allDenied(), row.name());
                });
    }

    @TestFactory
    Stream<DynamicTest> who_is_denied_or_lacks_one_of_them_may_not() {
        return PermissionMatrix.each(
                rows,
                row -> {
                    for (Need need : row.needs()) {
                        Set<String> scope = allowing(row.actions());
                        scope.add("deny:" + need.action());
                        assertRefused(need, PermissionMatrix.call(n1, n2, row, context(scope)));
                        scope = allowing(row.actions());
                        scope.remove("allow:" + need.action());
                        assertRefused(need, PermissionMatrix.call(n1, n2, row, context(scope)));
                    }
                });
    }

    @Test
    void actor_and_scope_go_with_a_process_to_another_node() throws Exception {
        String idle = PermissionMatrix.idle(n1).toString();
        long before = n2.node().counters().allDenied();
        assertEquals(
                "done",
                PermissionMatrix.run(n1, "p:details", context(Set.of("p:spawns")), "remote", idle));
        assertEquals(before + 1, n2.node().counters().allDenied(), "the child asked there");
    }

    @Test
    void a_child_may_have_another_scope_than_who_asks_for_it() throws Exception {
        String idle = PermissionMatrix.idle(n1).toString();
        Set<String> scope = Set.of("p:everything");
        assertEquals("done", PermissionMatrix.run(n1, "p:details", context(scope), "given", idle));
    }

    @Test
    void a_node_checks_by_its_own_policies_what_others_ask_of_it() throws Exception {
        TestNodes one = TestNodes.startMember("permissions", "n1", TestNodes.loopback(null));
        String seed = one.node().address();
        try (one;
                var other =
                        TestNodes.startMember(
                                "permissions-elsewhere", "n2", TestNodes.loopback(seed))) {
            one.node().awaitOthers(1, Duration.ofSeconds(20));
            Pid idle = PermissionMatrix.idle(other);
            TestNodes.await("its name", () -> idle.equals(one.node().names().holder("held")));
            Set<String> scope = Set.of("p:everything", "allow:process.registry.register");
            assertEquals(
                    "done",
                    PermissionMatrix.run(
                            one, "p:details", context(scope), "elsewhere", idle.toString()));
            TestNodes.await(
                    "all nine requests are refused",
                    () -> other.node().counters().allDenied() == 9);
            assertNotNull(other.node().processes().find(idle));
            assertEquals(0, one.node().counters().allDenied());
        }
    }
}
