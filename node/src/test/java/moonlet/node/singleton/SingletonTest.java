package moonlet.node.singleton;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

    private static Losses<String> lost(String... nodes) {
        return new Losses<>(List.of(nodes), Long.MAX_VALUE);
    }

    private void assertAsked(String... effects) {
        assertEquals(List.of(effects), asked);
        asked.clear();
    }
}
