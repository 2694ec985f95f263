package moonlet.node.singleton;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The nodes that were taken down so lately that they may not know it yet. Not safe for threads;
 * times are {@code System.nanoTime()}.
 *
 * @param <N> another node, one start of it
 */
public final class LostNodes<N> {
    private final long rememberNanos;
    private final Map<N, Long> lost = new LinkedHashMap<>();
    private boolean wasThere; // the cluster, before this node joined it
    private long joinedNanos;

    /**
     * @param rememberNanos for how long a node is one of them
     */
    public LostNodes(long rememberNanos) {
        this.rememberNanos = rememberNanos;
    }

    /** This node has joined a cluster of others: of earlier losses it does not know. */
    public void joined(long now) {
        wasThere = true;
        joinedNanos = now;
    }

    /** A node was taken down, or this node has heard so again. */
    public void add(N node, long now) {
        lost.put(node, now);
    }

    /** What this node knows now. */
    public Losses<N> at(long now) {
        lost.values().removeIf(since -> now - since > rememberNanos);
        long known = wasThere ? now - joinedNanos : Long.MAX_VALUE;
        return new Losses<>(new ArrayList<>(lost.keySet()), known);
    }

    /**
     * Who was lost, as one node knows it.
     *
     * @param nodes those that were taken down lately
     * @param knownForNanos for how long the node has known of all losses
     */
    public record Losses<N>(List<N> nodes, long knownForNanos) {
        public Losses {
            nodes = List.copyOf(nodes);
        }
    }
}
