package moonlet.node.cluster;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** When a node of a cluster has ended, whatever its actor system does. */
class EndOfNodeTest {
    private static final Duration LONG = Duration.ofDays(1);

    private final CompletableFuture<Void> terminated = new CompletableFuture<>();
    private final CompletableFuture<Void> removed = new CompletableFuture<>();

    @Test
    void it_ends_with_its_actor_system() {
        var ended = ClusterNode.ended(terminated, removed, LONG).toCompletableFuture();
        removed.complete(null);
        assertFalse(ended.isDone());
        terminated.complete(null);
        assertTrue(ended.isDone());
    }

    @Test
    void a_node_that_was_removed_ends_although_its_actor_system_hangs() throws Exception {
        var ended = ClusterNode.ended(terminated, removed, Duration.ofMillis(1));
        assertFalse(ended.toCompletableFuture().isDone());
        removed.complete(null);
        ended.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
