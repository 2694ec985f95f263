package moonlet.node;

import static moonlet.node.PermissionMatrix.ANN;
import static moonlet.node.PermissionMatrix.allowing;
import static moonlet.node.PermissionMatrix.assertAllowed;
import static moonlet.node.PermissionMatrix.assertRefused;
import static moonlet.node.PermissionMatrix.context;

import static org.junit.jupiter.api.Assertions.assertEquals;

import moonlet.lua.process.Fibers;
import moonlet.node.PermissionMatrix.Need;
import moonlet.node.PermissionMatrix.Row;
import moonlet.protocol.Context;
import moonlet.protocol.Pid;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The matrix of permissions, by real calls of the Lua application {@code permissions}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionsTest {
    private TestNodes lenient;
    private TestNodes strict;

    @BeforeAll
    void start() {
        lenient = TestNodes.start("permissions", Fibers.detect());
        strict = TestNodes.startStrict("permissions");
    }

    @AfterAll
    void stop() {
        lenient.close();
        strict.close();
    }

    @TestFactory
    Stream<DynamicTest> who_has_all_permissions_may() {
        return matrix(
                row -> {
                    assertAllowed(row, call(lenient, row, context(allowing(row.actions()))));
                    assertAllowed(row, call(strict, row, context(allowing(row.actions()))));
                });
    }

    @TestFactory
    Stream<DynamicTest> who_is_denied_one_of_them_may_not() {
        return matrix(
                row -> {
                    for (Need need : row.needs()) {
                        Set<String> scope = allowing(row.actions());
                        scope.add("deny:" + need.action());
                        assertRefused(need, call(lenient, row, context(scope)));
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> who_lacks_one_of_them_may_not() {
        return matrix(
                row -> {
                    for (Need need : row.needs()) {
                        Set<String> scope = allowing(row.actions());
                        scope.remove("allow:" + need.action());
                        assertRefused(need, call(lenient, row, context(scope)));
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> without_actor_or_scope_everything_is_allowed_unless_the_node_is_strict() {
        Context noScope = new Context(null, ANN, null);
        Context noActor = new Context(null, null, Set.of());
        return matrix(
                row -> {
                    for (Context context : List.of(Context.NONE, noScope, noActor)) {
                        assertAllowed(row, call(lenient, row, context));
                        Map<?, ?> answer = call(strict, row, context);
                        if (row.needs().isEmpty()) {
                            assertAllowed(row, answer);
                        } else {
                            assertRefused(row.needs().getFirst(), answer);
                        }
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"resolved", "unknown", "inherited", "can", "listed"})
    void what_a_process_with_actor_and_scope_sees(String check) throws Exception {
        Context context = context(Set.of("p:self", "p:names", "p:spawns", "p:reads"));
        Pid idle = PermissionMatrix.idle(lenient);
        assertEquals(
                "done",
                PermissionMatrix.run(lenient, "p:details", context, check, idle.toString()));
        lenient.node().terminate(idle);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "actors", "policies", "scopes", "tokens"})
    void the_module_security_without_actor_and_scope(String check) throws Exception {
        assertEquals("done", PermissionMatrix.run(lenient, "p:module", Context.NONE, check));
    }

    @Test
    void who_has_the_name_of_a_named_spawn_is_not_for_everybody() throws Exception {
        Set<String> scope =
                Set.of(
                        "p:self",
                        "p:names",
                        "p:spawns",
                        "allow:process.context",
                        "allow:process.spawn.monitored");
        assertEquals("done", PermissionMatrix.run(lenient, "p:details", context(scope), "holder"));
    }

    @Test
    void children_and_callees_act_for_who_they_are_given() throws Exception {
        Pid idle = PermissionMatrix.idle(lenient);
        Context context = context(Set.of("p:everything"));
        assertEquals(
                "done",
                PermissionMatrix.run(lenient, "p:details", context, "instead", idle.toString()));
    }

    @Test
    void every_refusal_is_counted() throws Exception {
        Pid idle = PermissionMatrix.idle(lenient);
        long before = lenient.node().counters().allDenied();
        PermissionMatrix.run(lenient, "p:details", context(Set.of()), "counted", idle.toString());
        assertEquals(before + 3, lenient.node().counters().allDenied());
        lenient.node().terminate(idle);
    }

    @Test
    void a_policy_that_the_node_does_not_have_is_undefined() throws Exception {
        Row send =
                PermissionMatrix.rows(lenient).stream()
                        .filter(row -> row.name().equals("send"))
                        .findFirst()
                        .orElseThrow();
        assertRefused(
                send.needs().getFirst(), call(lenient, send, context(Set.of("elsewhere:policy"))));
    }

    @Test
    void a_service_starts_with_its_actor_and_scope() {
        int names = lenient.node().nameCount();
        assertEquals(List.of(), lenient.node().startServices());
        TestNodes.await("it has its name", () -> lenient.node().nameCount() == names + 1);
    }

    private Stream<DynamicTest> matrix(PermissionMatrix.Check check) {
        return PermissionMatrix.each(PermissionMatrix.rows(lenient), check);
    }

    private static Map<?, ?> call(TestNodes nodes, Row row, Context context) throws Exception {
        return PermissionMatrix.call(nodes, nodes, row, context);
    }
}
