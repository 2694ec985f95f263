package moonlet.node.singleton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Whether a node may run singletons; its lease is 100 long. */
class LeaseTest {
    private final Lease<String> lease = new Lease<>(100);

    @Test
    void a_node_alone_is_its_own_majority() {
        assertTrue(lease.isOpen(1_000_000));
    }

    @Test
    void of_three_nodes_two_are_enough_and_one_is_not() {
        members("b", "c");
        lease.heard("b", 50);
        assertTrue(lease.isOpen(150));
        assertFalse(lease.isOpen(151));
        assertFalse(lease.isMajorityWithout("b", 150));
    }

    @Test
    void half_of_the_nodes_is_not_enough() {
        members("b");
        assertFalse(lease.isOpen(101));
        lease.gone("b");
        assertTrue(lease.isOpen(101));
    }

    @Test
    void who_is_joining_counts_only_against_it() {
        members("b", "c");
        lease.joins("d", 0);
        lease.joins("e", 0);
        lease.heard("d", 200);
        lease.heard("e", 200);
        assertFalse(lease.isOpen(201));
        lease.up("d", 201);
        lease.up("e", 201);
        assertTrue(lease.isOpen(201));
    }

    @Test
    void who_is_leaving_counts_only_against_it() {
        members("b", "c", "d");
        lease.leaves("b", 0);
        lease.heard("b", 200);
        lease.heard("c", 200);
        assertTrue(lease.isOpen(201));
        lease.leaves("c", 201);
        assertFalse(lease.isOpen(400));
    }

    @Test
    void a_node_that_was_always_alone_has_no_need_of_who_is_joining_it() {
        lease.joins("b", 0);
        assertTrue(lease.isOpen(1_000_000));
    }

    @Test
    void a_node_that_has_lost_the_others_does_not_know_who_has_let_in_whom() {
        members("b");
        lease.joins("c", 0);
        lease.gone("b");
        assertFalse(lease.isOpen(101));
    }

    @Test
    void who_is_leaving_still_says_whether_a_third_one_is_to_be_taken_down() {
        members("b", "c");
        lease.leaves("b", 0);
        assertFalse(lease.isMajorityWithout("c", 101));
        lease.heard("b", 100);
        assertTrue(lease.isMajorityWithout("c", 101));
    }

    @Test
    void it_is_known_until_when_it_stays_open() {
        members("b", "c");
        lease.heard("b", 50);
        lease.heard("c", 70);
        assertEquals(170, lease.openUntil(100));
        assertEquals(170, lease.openUntil(170));
        assertEquals(170, lease.openUntil(171));
    }

    @Test
    void a_node_that_is_new_shuts_it_no_sooner_than_the_others_do() {
        members("b");
        lease.heard("b", 50);
        lease.up("c", 60);
        assertTrue(lease.isOpen(150));
        assertFalse(lease.isOpen(151));
    }

    @Test
    void news_of_a_node_that_was_sent_before_a_pause_does_not_open_it() {
        members("b");
        lease.up("c", 1_000);
        assertFalse(lease.isOpen(1_000));
    }

    private void members(String... others) {
        for (String other : others) {
            lease.up(other, 0);
        }
    }
}
