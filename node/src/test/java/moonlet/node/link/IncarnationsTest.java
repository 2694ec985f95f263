package moonlet.node.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.node.link.Incarnations.State;
import moonlet.protocol.wire.Hello;

import org.junit.jupiter.api.Test;

class IncarnationsTest {
    private final Incarnations incarnations = new Incarnations("n1", 100);

    @Test
    void a_start_is_up_from_its_membership_to_its_downing() {
        assertEquals(State.UNKNOWN, incarnations.state("n2", 7));
        incarnations.up("n2", 7);
        assertEquals(State.UP, incarnations.state("n2", 7));
        incarnations.down("n2", 7);
        assertEquals(State.DOWN, incarnations.state("n2", 7));
    }

    @Test
    void what_is_down_stays_down() {
        incarnations.down("n2", 7);
        incarnations.up("n2", 7);
        assertEquals(State.DOWN, incarnations.state("n2", 7));
    }

    @Test
    void a_node_that_started_again_is_another() {
        incarnations.up("n2", 7);
        incarnations.up("n2", 8);
        incarnations.down("n2", 7);
        assertEquals(State.DOWN, incarnations.state("n2", 7));
        assertEquals(State.UP, incarnations.state("n2", 8));
    }

    @Test
    void starts_before_one_that_is_down_are_down() {
        incarnations.down("n2", 7);
        assertEquals(State.DOWN, incarnations.state("n2", 6));
    }

    @Test
    void a_start_that_is_up_makes_all_earlier_ones_down_whatever_comes_first() {
        assertTrue(incarnations.up("n2", 8));
        assertFalse(incarnations.up("n2", 7));
        incarnations.down("n2", 7);
        assertEquals(State.DOWN, incarnations.state("n2", 7));
        assertEquals(State.UP, incarnations.state("n2", 8));
    }

    @Test
    void only_members_may_speak() {
        assertEquals("n2 started at 7 is not a member of this cluster", refusal("n2", 7, 100));
        incarnations.up("n2", 7);
        assertNull(refusal("n2", 7, 100));
        incarnations.down("n2", 7);
        assertEquals("n2 started at 7 is not a member of this cluster", refusal("n2", 7, 100));
    }

    @Test
    void who_means_an_earlier_start_of_this_node_is_refused() {
        incarnations.up("n2", 7);
        assertEquals("this is not n1 started at 99 but n1 started at 100", refusal("n2", 7, 99));
    }

    private String refusal(String node, long incarnation, long peerIncarnation) {
        return incarnations.refusal(new Hello(node, incarnation, "n1", peerIncarnation, 1, 1, 0));
    }
}
