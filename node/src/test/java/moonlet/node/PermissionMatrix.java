package moonlet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.lua.process.Payloads;
import moonlet.protocol.Actor;
import moonlet.protocol.Context;
import moonlet.protocol.Ending;
import moonlet.protocol.Pid;

import org.junit.jupiter.api.DynamicTest;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The calls of {@code permissions/matrix.lua}, made by processes with the scope of a test. */
final class PermissionMatrix {
    static final Actor ANN =
            new Actor("ann", Payloads.of(List.of(Map.of("age", 20, "role", "dev"))));
    private static final String HOST = "p:processes";

    /** A permission that a call needs, and the end of the refusal without it. */
    record Need(String action, String refusal, String kind) {}

    /**
     * A call, and all that it needs, in the order in which it is asked for.
     *
     * @param remote whether it can be about another node
     */
    record Row(String name, List<Need> needs, boolean remote) {
        Set<String> actions() {
            return needs.stream().map(Need::action).collect(Collectors.toSet());
        }
    }

    /** What is to hold of each row. */
    interface Check {
        void of(Row row) throws Exception;
    }

    private PermissionMatrix() {}

    static Stream<DynamicTest> each(List<Row> rows, Check check) {
        return rows.stream().map(row -> DynamicTest.dynamicTest(row.name, () -> check.of(row)));
    }

    static List<Row> rows(TestNodes nodes) {
        RunningProcess running = nodes.node().call("p:rows", Payloads.of(List.of()));
        Object rows = value(running.ending().join());
        return ((List<?>) rows).stream().map(row -> row((Map<?, ?>) row)).toList();
    }

    private static Row row(Map<?, ?> row) {
        List<Need> needs =
                ((List<?>) row.get("needs")).stream().map(need -> need((List<?>) need)).toList();
        return new Row((String) row.get("name"), needs, row.get("remote") != null);
    }

    private static Need need(List<?> need) {
        String kind = need.size() > 2 ? (String) need.get(2) : "PermissionDenied";
        return new Need((String) need.get(0), (String) need.get(1), kind);
    }

    /**
     * Lets a process of {@code at} make the call, about one of {@code of}; both may be the same.
     */
    static Map<?, ?> call(TestNodes at, TestNodes of, Row row, Context context) throws Exception {
        Pid idle = idle(of);
        String node = at == of ? null : of.node().name();
        Map<?, ?> answer =
                (Map<?, ?>)
                        (node == null
                                ? run(at, "p:caller", context, row.name, idle.toString())
                                : run(at, "p:caller", context, row.name, idle.toString(), node));
        of.node().terminate(idle);
        Object message = answer.get("message");
        return message == null
                ? Map.of("kind", answer.get("kind"))
                : Map.of(
                        "kind",
                        answer.get("kind"),
                        "message",
                        message.toString().replace(idle.toString(), "PID"));
    }

    static Pid idle(TestNodes nodes) throws Exception {
        return nodes.node()
                .exec("p:idle", HOST, Payloads.of(List.of()))
                .started()
                .get(20, TimeUnit.SECONDS)
                .value();
    }

    static Object run(TestNodes nodes, String entry, Context context, Object... arguments)
            throws Exception {
        Spawning spawning = nodes.node().spawning();
        return value(
                spawning.spawn(entry, HOST, Payloads.of(List.of(arguments)), context, null)
                        .ending()
                        .get(20, TimeUnit.SECONDS));
    }

    private static Object value(Ending ending) {
        assertTrue(ending instanceof Ending.Returned, ending.toString());
        return Payloads.toJava(((Ending.Returned) ending).value());
    }

    static void assertAllowed(Row row, Map<?, ?> answer) {
        assertEquals(Map.of("kind", "allowed"), answer, row.name);
    }

    static void assertRefused(Need need, Map<?, ?> answer) {
        assertEquals(
                Map.of("kind", need.kind, "message", "not allowed to " + need.refusal),
                answer,
                need.action);
    }

    /** A scope with a policy for each action. */
    static Set<String> allowing(Set<String> actions) {
        return actions.stream()
                .map(action -> "allow:" + action)
                .collect(Collectors.toCollection(HashSet::new));
    }

    static Context context(Set<String> policies) {
        return new Context(null, ANN, policies);
    }
}
