package moonlet.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the others see when a container, or only the JVM in it, is killed. */
@Tag("containers")
class LostContainerTest {
    /** What is promised for a machine that is silent. */
    private static final long EXIT_MILLIS_MAX = 15_000;

    /** Far more than it takes where the machine answers, and less than silence is waited for. */
    private static final long EXIT_OF_JVM_MILLIS_MAX = 3_000;

    private final ContainerCluster cluster = new ContainerCluster();

    @BeforeEach
    void three_containers_one_with_a_shell_around_its_jvm() throws Exception {
        cluster.start("node1");
        cluster.start("node2");
        cluster.start(NodeContainer.IMAGE, "node3", NodeContainer::behindAShell);
        cluster.awaitMembers("node1", "node2", "node3");
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void a_killed_container_is_found_out_and_comes_back_under_its_name_at_another_address()
            throws Exception {
        String keeper = cluster.spawn("node1", "system:keeper", "node2", "kept");
        cluster.watch(keeper);
        NodeContainer node2 = cluster.node("node2");
        String address = node2.address();
        long killed = System.currentTimeMillis();
        node2.kill();

        assertSoon(
                "first EXIT after docker kill",
                cluster.awaitExitOf(keeper) - killed,
                EXIT_MILLIS_MAX);
        Await.until(() -> cluster.holder("kept", "node3") == null, () -> "the name is still held");

        cluster.start(NodeContainer.IMAGE, "node4", node -> node); // takes the address over
        long started = System.currentTimeMillis();
        node2.startAgain();
        cluster.awaitMembers("node1", "node2", "node3", "node4");
        SystemTimes.recordSince("back after docker kill and start", started);
        assertNotEquals(address, node2.address());
        assertTrue(cluster.spawn("node3", "system:keeper", "node2", "kept").startsWith("{node2@"));
    }

    @Test
    void a_container_that_starts_again_before_anybody_missed_it_is_taken_for_a_new_node()
            throws Exception {
        String keeper = cluster.spawn("node1", "system:keeper", "node2", "kept");
        cluster.watch(keeper);
        NodeContainer node2 = cluster.node("node2");
        long before = cluster.startOf("node2", "node1");
        long killed = System.currentTimeMillis();
        node2.kill();
        node2.startAgain();
        cluster.awaitExitOf(keeper);
        Await.until(
                () -> cluster.startOf("node2", "node1") > before, () -> "node2 is not taken back");
        cluster.awaitMembers("node1", "node2", "node3");
        SystemTimes.recordSince("back after docker kill with a start at once", killed);
    }

    @Test
    void a_killed_jvm_in_a_container_that_lives_on_is_found_out_at_once() throws Exception {
        String keeper = cluster.spawn("node1", "system:keeper", "node3", "kept");
        cluster.watch(keeper);
        long before = cluster.startOf("node3", "node1");
        NodeContainer node3 = cluster.node("node3");
        node3.output("sh", "-c", "echo killing it >/proc/1/fd/1; kill -9 $(cat /run/moonlet/pid)");

        assertSoon(
                "first EXIT after kill -9 of the JVM",
                cluster.awaitExitOf(keeper) - said(node3),
                EXIT_OF_JVM_MILLIS_MAX);
        Await.until(
                () -> cluster.startOf("node3", "node1") > before, () -> "node3 is not taken back");
        cluster.awaitMembers("node1", "node2", "node3");
        assertEquals(0, node3.restarts());
    }

    private static void assertSoon(String what, long millis, long most) throws Exception {
        SystemTimes.record(what, millis, "ms");
        assertTrue(millis <= most, what + ": " + millis + " ms");
    }

    /** When Docker got the line about the kill. */
    private static long said(NodeContainer node) throws InterruptedException {
        Matcher said = Pattern.compile("(\\S+) killing it").matcher(node.log(true));
        assertTrue(said.find(), "the container has not said that it kills the JVM");
        return Instant.parse(said.group(1)).toEpochMilli();
    }
}
