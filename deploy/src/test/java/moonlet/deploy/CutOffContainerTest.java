package moonlet.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A container whose network is taken away, and given back. */
@Tag("containers")
class CutOffContainerTest {
    private ContainerCluster cluster;

    @BeforeEach
    void three_containers() throws Exception {
        cluster = ContainerCluster.ofThree();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void the_majority_keeps_its_names_and_the_one_that_is_cut_off_comes_back_afresh()
            throws Exception {
        String stays = cluster.spawn("node1", "system:keeper", "node2", "stays");
        String goes = cluster.spawn("node1", "system:keeper", "node3", "goes");
        cluster.watch(goes);
        long before = cluster.startOf("node3", "node1");
        NodeContainer node3 = cluster.node("node3");
        long cut = System.currentTimeMillis();
        node3.disconnect();

        SystemTimes.record("first EXIT after a cut", cluster.awaitExitOf(goes) - cut, "ms");
        Await.until(() -> cluster.holder("goes", "node2") == null, () -> "the name is still held");
        assertEquals(stays, cluster.holder("stays", "node1"));
        Await.until(() -> node3.restarts() > 0, () -> "node3 has not ended: " + node3.threads());
        SystemTimes.recordSince("the node that was cut off has ended", cut);
        String goesOn = cluster.spawn("node1", "system:keeper", "node2", "goes");
        Await.until(() -> goesOn.equals(cluster.holder("goes", "node1")), () -> "name not free");

        long healed = System.currentTimeMillis();
        node3.reconnect();
        Await.until(
                () -> cluster.startOf("node3", "node1") > before, () -> "node3 is not taken back");
        cluster.awaitMembers("node1", "node2", "node3");
        SystemTimes.recordSince("back after the cut has healed", healed);
        for (String name : new String[] {"node1", "node2", "node3"}) {
            assertEquals(stays, cluster.holder("stays", name));
            assertEquals(goesOn, cluster.holder("goes", name));
        }
        assertTrue(cluster.spawn("node1", "system:keeper", "node3", "new").startsWith("{node3@"));
    }
}
