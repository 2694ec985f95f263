package moonlet.registry;

import java.util.Collection;

/**
 * Which node decides about a name: every node that knows the same members finds the same one, and
 * when a member goes only its names move. Highest random weight hashing, Thaler and Ravishankar,
 * 1998.
 */
final class Rendezvous {
    private Rendezvous() {}

    /** Returns the one of {@code others} and {@code self}. */
    static String node(String name, Collection<String> others, String self) {
        String best = self;
        long bestWeight = weight(name, self);
        for (String node : others) {
            long weight = weight(name, node);
            if (weight > bestWeight || weight == bestWeight && node.compareTo(best) < 0) {
                best = node;
                bestWeight = weight;
            }
        }
        return best;
    }

    private static long weight(String name, String node) {
        return mix(mix(name.hashCode()) + node.hashCode());
    }

    /** Spreads each bit over all others: the finalizer of SplitMix64. */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
