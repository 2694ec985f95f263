package moonlet.node.singleton;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.node.singleton.LostNodes.Losses;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** When a singleton begins and ends on a node; one that was lost may run it for 100. */
class SingletonTest {
    private final List<String> asked = new ArrayList<>();
    private final Singleton<String> singleton =
            new Singleton<>(
                    new SingletonEffects<>() {
                        @Override
                        public void await(Set<String> lost) {
                            asked.add("await " + new TreeSet<>(lost));
                        }

                        @Override
                        public void begin() {
                            asked.add("begin");
                        }

                        @Override
                        public void end() {
                            asked.add("end");
                        }

                        @Override
                        public void lend() {
                            asked.add("lend");
                        }

                        @Override
                        public void release() {
                            asked.add("release");
                        }
                    },
                    100);

    @Test
    void it_begins_at_once_if_nobody_was_lost() {
        singleton.assigned(lost(), 0);
        assertAsked("begin");
    }

    @Test
    void it_begins_when_all_that_were_lost_are_proved_gone() {
        singleton.assigned(lost("b", "c"), 0);
        singleton.provedGone("b", 10);
        assertAsked("await [b, c]");
        singleton.provedGone("c", 20);
        assertAsked("begin");
    }

    @Test
    void it_begins_when_who_is_silent_cannot_run_it_any_more() {
        singleton.assigned(lost("b"), 0);
        assertEquals(100, singleton.dueIn(0));
        singleton.tick(99);
        assertAsked("await [b]");
        singleton.tick(100);
        assertAsked("begin");
        assertEquals(Long.MAX_VALUE, singleton.dueIn(100));
    }

    @Test
    void a_node_that_is_new_waits_for_whom_it_may_not_know() {
        singleton.assigned(new Losses<>(List.of("b"), 30), 0);
        singleton.provedGone("b", 10);
        assertEquals(60, singleton.dueIn(10));
        singleton.tick(70);
        assertAsked("await [b]", "begin");
    }

    @Test
    void it_is_handed_over_when_its_process_has_ended() {
        singleton.assigned(lost(), 0);
        singleton.handOver();
        assertAsked("begin", "end");
        singleton.ended();
        assertAsked("release");
    }

    @Test
    void one_that_has_not_begun_is_handed_over_at_once_and_does_not_begin() {
        singleton.assigned(lost("b"), 0);
        singleton.handOver();
        singleton.provedGone("b", 10);
        singleton.tick(100);
        assertAsked("await [b]", "release");
    }

    @Test
    void a_node_that_drains_lends_it_once_it_has_ended_and_hands_it_over_later() {
        singleton.assigned(lost(), 0);
        singleton.drain();
        assertAsked("begin", "end");
        singleton.ended();
        assertAsked("lend");
        singleton.handOver();
        assertAsked("release");
    }

    @Test
    void one_that_ends_to_be_lent_is_handed_over_instead_if_that_comes_first() {
        singleton.assigned(lost(), 0);
        singleton.drain();
        singleton.handOver();
        assertAsked("begin", "end");
        singleton.ended();
        assertAsked("release");
    }

    @Test
    void a_node_that_borrows_it_begins_at_once_and_keeps_it_when_it_is_its_own() {
        assertTrue(singleton.borrow());
        assertAsked("begin");
        singleton.assigned(lost("b"), 0);
        assertAsked();
        assertEquals(Long.MAX_VALUE, singleton.dueIn(0));
        singleton.handOver();
        singleton.ended();
        assertAsked("end", "release");
    }

    @Test
    void a_loan_is_late_for_a_node_that_has_it_or_has_had_it() {
        singleton.assigned(lost("b"), 0);
        assertFalse(singleton.borrow());
        singleton.tick(100);
        assertFalse(singleton.borrow());
        singleton.handOver();
        singleton.ended();
        assertFalse(singleton.borrow());
        assertAsked("await [b]", "begin", "end", "release");
    }

    @Test
    void a_node_that_drains_borrows_nothing() {
        singleton.drain();
        assertFalse(singleton.borrow());
        assertAsked();
    }

    @Test
    void one_that_is_on_loan_ends_when_its_node_drains_too() {
        singleton.borrow();
        singleton.drain();
        singleton.ended();
        assertAsked("begin", "end");
        assertFalse(singleton.borrow());
    }

    @Test
    void one_that_is_on_loan_and_ends_when_it_becomes_its_nodes_own_is_lent_on() {
        singleton.borrow();
        singleton.drain();
        singleton.assigned(lost(), 0);
        assertAsked("begin", "end");
        singleton.ended();
        assertAsked("lend");
    }

    @Test
    void a_node_that_drains_lends_it_when_it_would_begin() {
        singleton.drain();
        singleton.assigned(lost("b"), 0);
        assertAsked("await [b]");
        singleton.provedGone("b", 10);
        assertAsked("lend");
    }

    private static Losses<String> lost(String... nodes) {
        return new Losses<>(List.of(nodes), Long.MAX_VALUE);
    }

    private void assertAsked(String... effects) {
        assertEquals(List.of(effects), asked);
        asked.clear();
    }
}
