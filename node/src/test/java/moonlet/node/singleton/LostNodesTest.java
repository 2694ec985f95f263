package moonlet.node.singleton;

import static org.junit.jupiter.api.Assertions.assertEquals;

import moonlet.node.singleton.LostNodes.Losses;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Whom a node knows to be lost; it remembers for 100. */
class LostNodesTest {
    private final LostNodes<String> lost = new LostNodes<>(100);

    @Test
    void a_loss_is_known_from_the_last_that_is_heard_of_it() {
        lost.add("b", 10);
        lost.add("c", 20);
        lost.add("b", 30);
        assertEquals(List.of("b"), lost.at(130).nodes());
        assertEquals(List.of(), lost.at(131).nodes());
    }

    @Test
    void who_begins_a_cluster_knows_all_losses() {
        assertEquals(new Losses<>(List.of(), Long.MAX_VALUE), lost.at(5));
    }

    @Test
    void who_joins_one_knows_the_losses_since_then() {
        lost.joined(10);
        assertEquals(new Losses<>(List.of(), 15), lost.at(25));
    }
}
