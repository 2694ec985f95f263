package moonlet.node.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import moonlet.node.link.Incarnations;
import moonlet.node.link.LinkSession;
import moonlet.protocol.wire.Frame;
import moonlet.protocol.wire.Hello;
import moonlet.protocol.wire.Item;
import moonlet.protocol.wire.RelationItem;

import org.junit.jupiter.api.Test;

/** A protocol that is broken on purpose is found out: the simulation can fail. */
class MutationTest {
    private static final int SEEDS = 2000;

    @Test
    void a_dropped_acknowledgement_is_caught() {
        assertCaught(
                Scenario.NOTHING,
                "it never comes to rest",
                new Wiring() {
                    @Override
                    public Frame written(Frame frame) {
                        return frame.parts().isEmpty()
                                ? new Frame(frame.first(), 0, frame.parts())
                                : frame;
                    }
                });
    }

    @Test
    void a_skipped_check_of_the_incarnation_is_caught() {
        assertCaught(
                Scenario.RESTART_IN_PLACE,
                "",
                new Wiring() {
                    @Override
                    public boolean admits(Incarnations incarnations, Hello hello) {
                        return true;
                    }
                });
    }

    @Test
    void an_exit_before_the_last_message_is_caught() {
        assertCaught(
                Scenario.BURST_THEN_EXIT,
                "E2",
                new Wiring() {
                    @Override
                    public long lane(long lane, Item item) {
                        return item instanceof RelationItem.Exit ? LinkSession.NODE : lane;
                    }
                });
    }

    @Test
    void a_loser_that_is_not_told_is_caught() {
        assertCaught(
                Scenario.NAMES_IN_A_SPLIT,
                "R3",
                new Wiring() {
                    @Override
                    public boolean tellsLosers() {
                        return false;
                    }
                });
    }

    @Test
    void names_of_a_dead_node_that_are_kept_are_caught() {
        assertCaught(
                Scenario.NAMES_OF_A_NODE_THAT_RESTARTS,
                "R",
                new Wiring() {
                    @Override
                    public boolean dropsNames() {
                        return false;
                    }
                });
    }

    private static void assertCaught(Scenario scenario, String how, Wiring broken) {
        for (int seed = 0; seed < SEEDS; seed++) {
            try {
                Simulation.run(scenario, seed, broken);
            } catch (Violation caught) {
                assertTrue(caught.getMessage().contains(how), caught.getMessage());
                return;
            }
        }
        fail("not caught by " + SEEDS + " seeds");
    }
}
