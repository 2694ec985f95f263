package moonlet.node;

import static moonlet.node.PermissionMatrix.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.protocol.Context;
import moonlet.protocol.Pid;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Processes of n1, which allows them everything, claim names and locks; n2 decides about them too,
 * and by its policies they may only have those named {@code shared}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RemoteClaimsTest {
    private static final int NAMES = 20; // of some n1 is the arbiter, of others n2
    private static final Context ANN =
            context(Set.of("p:everything", "allow:process.registry.register", "allow:system.lock"));

    private TestNodes n1;
    private TestNodes n2;

    @BeforeAll
    void start() throws Exception {
        n1 = TestNodes.startMember("permissions", "n1", TestNodes.loopback(null));
        String seed = n1.node().address();
        n2 = TestNodes.startMember("permissions-elsewhere", "n2", TestNodes.loopback(seed));
        n1.node().awaitOthers(1, Duration.ofSeconds(20));
    }

    @AfterAll
    void stop() {
        long deniedByAsker = n1.node().counters().allDenied();
        n2.close();
        n1.close();
        assertEquals(0, deniedByAsker);
    }

    @Test
    void a_name_is_denied_by_its_arbiter_and_free_for_others() throws Exception {
        long before = n2.node().counters().allDenied();
        int denied = 0;
        for (String name : names()) {
            String told = claim(ANN, "register", name, "EVENTUAL");
            if (!told.equals("got")) {
                assertEquals("PermissionDenied: not allowed to register: " + name, told);
                assertEquals("got", claim(Context.NONE, "register", name, "EVENTUAL"));
                denied++;
            }
        }
        assertTrue(denied > 0 && denied < NAMES, "denied=" + denied);
        assertEquals(before + denied, n2.node().counters().allDenied());
        assertEquals("got", claim(ANN, "register", "shared", "EVENTUAL"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONSISTENT", "STRONG"})
    void a_name_of_a_stronger_scope_is_denied_by_a_voter_and_free_for_others(String scope)
            throws Exception {
        long before = n2.node().counters().allDenied();
        assertEquals(
                "PermissionDenied: not allowed to register: own",
                claim(ANN, "register", "own", scope));
        assertEquals(before + 1, n2.node().counters().allDenied());
        assertEquals("got", claim(Context.NONE, "register", "own", scope));
        assertEquals("got", claim(ANN, "register", "shared", scope));
    }

    @Test
    void a_lock_is_denied_by_a_voter_and_free_for_others() throws Exception {
        assertEquals(
                "PermissionDenied: not allowed to use the lock: own", claim(ANN, "lock", "own"));
        assertEquals("got", claim(Context.NONE, "lock", "own"));
        assertEquals("got", claim(ANN, "lock", "shared"));
    }

    @Test
    void who_starts_a_process_with_a_name_needs_the_permission_and_not_that_process()
            throws Exception {
        assertEquals("got", claim(ANN, "start", "shared"));
        long denied = 0;
        for (String name : names()) {
            String told = claim(ANN, "start", name);
            denied += told.equals("PermissionDenied: not allowed to register: " + name) ? 1 : 0;
        }
        assertTrue(denied > 0 && denied < NAMES, "denied=" + denied);
    }

    @Test
    void who_names_a_process_of_another_node_needs_the_permission_on_a_third_one()
            throws Exception {
        TestNodes one = TestNodes.startMember("permissions", "n1", TestNodes.loopback(null));
        String seed = one.node().address();
        try (one;
                var two = TestNodes.startMember("permissions", "n2", TestNodes.loopback(seed));
                var three =
                        TestNodes.startMember(
                                "permissions-elsewhere", "n3", TestNodes.loopback(seed))) {
            one.node().awaitOthers(2, Duration.ofSeconds(20));
            two.node().awaitOthers(2, Duration.ofSeconds(20));
            Pid idle = PermissionMatrix.idle(two);
            int denied = 0;
            for (String name : names()) {
                String told = claim(one, ANN, "give", name, idle.toString());
                denied += told.equals("PermissionDenied: not allowed to register: " + name) ? 1 : 0;
            }
            assertTrue(denied > 0 && denied < NAMES, "denied=" + denied);
            assertEquals(denied, three.node().counters().allDenied());
            assertEquals(NAMES - denied, two.node().names().namesOf(idle).size());
        }
    }

    private static String[] names() {
        return IntStream.range(0, NAMES).mapToObj(i -> "name" + i).toArray(String[]::new);
    }

    private String claim(Context context, Object... claim) throws Exception {
        return claim(n1, context, claim);
    }

    private static String claim(TestNodes at, Context context, Object... claim) throws Exception {
        return (String) PermissionMatrix.run(at, "p:claims", context, claim);
    }
}
