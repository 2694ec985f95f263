package moonlet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import moonlet.protocol.Pid;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

class RelationsTest {
    private final Relations relations = new Relations();
    private final Pid peer = new Pid("n", "h", 1, 1);

    @Test
    void a_process_monitors_another_only_once() {
        assertTrue(relations.addMonitored(peer));
        assertFalse(relations.addMonitored(peer));
    }

    @Test
    void an_exit_is_news_only_once_and_only_while_monitored() {
        assertFalse(relations.removeMonitored(peer));
        relations.addMonitored(peer);
        assertTrue(relations.removeMonitored(peer));
        assertFalse(relations.removeMonitored(peer));
    }

    @Test
    void a_link_down_is_news_only_once_and_only_while_linked() {
        assertFalse(relations.removeLink(peer));
        relations.addLink(peer);
        relations.addLink(peer);
        assertTrue(relations.removeLink(peer));
        assertFalse(relations.removeLink(peer));
    }

    @Test
    void close_tells_everybody_once_and_lets_nobody_in() {
        relations.addWatcher(peer);
        relations.addLink(peer);
        relations.addMonitored(peer);
        Relations.Closed closed = relations.close();
        assertEquals(
                new Relations.Closed(List.of(peer), List.of(peer), List.of(peer), List.of(), true),
                closed);
        assertFalse(relations.addWatcher(peer));
        assertFalse(relations.addLink(peer));
        assertEquals(
                new Relations.Closed(List.of(), List.of(), List.of(), List.of(), false),
                relations.close());
    }

    @Test
    void who_was_let_in_before_close_is_told() throws Exception {
        for (int round = 0; round < 200; round++) {
            Relations contested = new Relations();
            var accepted = new ConcurrentLinkedQueue<Pid>();
            var closed = new ConcurrentLinkedQueue<Pid>();
            Parallel.run(
                    3,
                    (worker, _) -> {
                        if (worker == 0) {
                            closed.addAll(contested.close().watchers());
                        } else {
                            for (int i = 0; i < 50; i++) {
                                Pid watcher = new Pid("n", "h", worker, i);
                                if (contested.addWatcher(watcher)) {
                                    accepted.add(watcher);
                                }
                            }
                        }
                    });
            assertEquals(accepted.size(), closed.size());
        }
    }
}
