package moonlet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.lua.process.Fibers;
import moonlet.lua.process.Payloads;
import moonlet.protocol.Actor;
import moonlet.protocol.Context;
import moonlet.protocol.Ending;
import moonlet.protocol.Pid;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The matrix of permissions, by real calls of the Lua application {@code permissions}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionsTest {
    private static final Actor ANN =
            new Actor("ann", Payloads.of(List.of(Map.of("age", 20, "role", "dev"))));
    private static final String HOST = "p:processes";

    /** A permission that a call needs, and the end of the refusal without it. */
    private record Need(String action, String refusal, String kind) {}

    /** A call, and all that it needs, in the order in which it is asked for. */
    private record Row(String name, List<Need> needs) {
        Set<String> actions() {
            return needs.stream().map(Need::action).collect(Collectors.toSet());
        }
    }

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
                    for (Need need : row.needs) {
                        Set<String> scope = allowing(row.actions());
                        scope.add("deny:" + need.action);
                        assertRefused(need, call(lenient, row, context(scope)));
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> who_lacks_one_of_them_may_not() {
        return matrix(
                row -> {
                    for (Need need : row.needs) {
                        Set<String> scope = allowing(row.actions());
                        scope.remove("allow:" + need.action);
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
                        if (row.needs.isEmpty()) {
                            assertAllowed(row, answer);
                        } else {
                            assertRefused(row.needs.getFirst(), answer);
                        }
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"resolved", "unknown", "inherited", "can", "listed"})
    void what_a_process_with_actor_and_scope_sees(String check) throws Exception {
        Context context = context(Set.of("p:self", "p:names", "p:spawns", "p:reads"));
        Pid idle = idle(lenient);
        assertEquals("done", run(lenient, "p:details", context, check, idle.toString()));
        lenient.node().terminate(idle);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "actors", "policies", "scopes", "tokens"})
    void the_module_security_without_actor_and_scope(String check) throws Exception {
        assertEquals("done", run(lenient, "p:module", Context.NONE, check));
    }

    @Test
    void every_refusal_is_counted() throws Exception {
        Pid idle = idle(lenient);
        long before = lenient.node().counters().allDenied();
        run(lenient, "p:details", context(Set.of()), "counted", idle.toString());
        assertEquals(before + 3, lenient.node().counters().allDenied());
        lenient.node().terminate(idle);
    }

    @Test
    void a_policy_that_the_node_does_not_have_is_undefined() throws Exception {
        Row send = rows().stream().filter(row -> row.name.equals("send")).findFirst().orElseThrow();
        assertRefused(
                send.needs.getFirst(), call(lenient, send, context(Set.of("elsewhere:policy"))));
    }

    @Test
    void actor_and_scope_go_with_a_process_to_another_node() throws Exception {
        TestNodes n1 = TestNodes.startMember("permissions", "n1", TestNodes.loopback(null));
        String seed = n1.node().address();
        try (n1;
                var n2 = TestNodes.startMember("permissions", "n2", TestNodes.loopback(seed))) {
            n1.node().awaitOthers(1, Duration.ofSeconds(20));
            Context context = context(Set.of("p:spawns"));
            String idle = idle(n1).toString();
            assertEquals("done", run(n1, "p:details", context, "remote", idle));
            assertEquals(1, n2.node().counters().allDenied(), "the child asked there");
        }
    }

    @Test
    void a_service_starts_with_its_actor_and_scope() {
        int names = lenient.node().nameCount();
        assertEquals(List.of(), lenient.node().startServices());
        TestNodes.await("it has its name", () -> lenient.node().nameCount() == names + 1);
    }

    private interface Check {
        void of(Row row) throws Exception;
    }

    private Stream<DynamicTest> matrix(Check check) {
        return rows().stream().map(row -> DynamicTest.dynamicTest(row.name, () -> check.of(row)));
    }

    private List<Row> rows() {
        RunningProcess running = lenient.node().call("p:rows", Payloads.of(List.of()));
        Object rows = value(running.ending().join());
        return ((List<?>) rows).stream().map(row -> row((Map<?, ?>) row)).toList();
    }

    private static Row row(Map<?, ?> row) {
        List<Need> needs =
                ((List<?>) row.get("needs"))
                        .stream()
                                .map(need -> (List<?>) need)
                                .map(
                                        need ->
                                                new Need(
                                                        (String) need.get(0),
                                                        (String) need.get(1),
                                                        need.size() > 2
                                                                ? (String) need.get(2)
                                                                : "PermissionDenied"))
                                .toList();
        return new Row((String) row.get("name"), needs);
    }

    private static Map<?, ?> call(TestNodes nodes, Row row, Context context) throws Exception {
        Pid idle = idle(nodes);
        Map<?, ?> answer = (Map<?, ?>) run(nodes, "p:caller", context, row.name, idle.toString());
        nodes.node().terminate(idle);
        Object message = answer.get("message");
        return message == null
                ? Map.of("kind", answer.get("kind"))
                : Map.of(
                        "kind",
                        answer.get("kind"),
                        "message",
                        message.toString().replace(idle.toString(), "PID"));
    }

    private static Pid idle(TestNodes nodes) throws Exception {
        return nodes.node()
                .exec("p:idle", HOST, Payloads.of(List.of()))
                .started()
                .get(20, TimeUnit.SECONDS)
                .value();
    }

    private static Object run(TestNodes nodes, String entry, Context context, Object... arguments)
            throws Exception {
        RunningProcess running =
                nodes.node()
                        .spawning()
                        .spawn(entry, HOST, Payloads.of(List.of(arguments)), context, null);
        return value(running.ending().get(20, TimeUnit.SECONDS));
    }

    private static Object value(Ending ending) {
        assertTrue(ending instanceof Ending.Returned, ending.toString());
        return Payloads.toJava(((Ending.Returned) ending).value());
    }

    private static void assertAllowed(Row row, Map<?, ?> answer) {
        assertEquals(Map.of("kind", "allowed"), answer, row.name);
    }

    private static void assertRefused(Need need, Map<?, ?> answer) {
        assertEquals(
                Map.of("kind", need.kind, "message", "not allowed to " + need.refusal),
                answer,
                need.action);
    }

    private static Set<String> allowing(Set<String> actions) {
        return actions.stream()
                .map(action -> "allow:" + action)
                .collect(Collectors.toCollection(java.util.HashSet::new));
    }

    private static Context context(Set<String> policies) {
        return new Context(null, ANN, policies);
    }
}
