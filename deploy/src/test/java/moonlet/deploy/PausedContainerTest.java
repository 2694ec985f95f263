package moonlet.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;

/** A container that does not run for a while, as on a machine that hangs. */
@Tag("containers")
class PausedContainerTest {
    private ContainerCluster cluster;
    private NodeContainer node3;
    private String keeper;
    private long before;

    @BeforeEach
    void three_containers_and_a_process_that_is_watched() throws Exception {
        cluster = ContainerCluster.ofThree();
        node3 = cluster.node("node3");
        keeper = cluster.spawn("node1", "system:keeper", "node3", "kept");
        cluster.watch(keeper);
        before = cluster.startOf("node3", "node1");
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void two_seconds_are_no_reason_to_declare_anybody_dead() throws Exception {
        node3.pause();
        TimeUnit.SECONDS.sleep(2); // the time is what this test is about
        node3.goOn();

        String later = cluster.spawn("node1", "system:keeper", "node3", "later");
        Await.until(() -> later.equals(cluster.holder("later", "node2")), () -> "no name");
        assertFalse(cluster.hasExitOf(keeper));
        assertEquals(before, cluster.startOf("node3", "node1"));
        assertEquals(keeper, cluster.holder("kept", "node2"));
    }

    @Test
    void after_sixty_its_processes_are_gone_and_it_starts_as_a_new_one() throws Exception {
        long paused = System.currentTimeMillis();
        node3.pause();
        TimeUnit.SECONDS.sleep(60); // the time is what this test is about
        long wentOn = System.currentTimeMillis();
        node3.goOn();

        long lost = cluster.awaitExitOf(keeper) - paused;
        SystemTimes.record("first EXIT after docker pause", lost, "ms");
        assertTrue(lost < 60_000, lost + " ms");
        Await.until(() -> node3.restarts() > 0, () -> stillThere());
        SystemTimes.recordSince("the paused node has ended after it went on", wentOn);
        Await.until(
                () -> cluster.startOf("node3", "node1") > before, () -> "node3 is not taken back");
        cluster.awaitMembers("node1", "node2", "node3");
        SystemTimes.recordSince("back after a pause of 60 s", wentOn);
        assertEquals(null, cluster.holder("kept", "node1"));
        assertEquals(null, cluster.holder("kept", "node3"));
    }

    private String stillThere() {
        return "node3 has not ended: " + node3.threads();
    }
}
