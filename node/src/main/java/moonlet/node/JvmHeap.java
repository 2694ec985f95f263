package moonlet.node;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;

/** The heap of this JVM, by the pool in which what lives long ends up. */
final class JvmHeap implements Heap {
    private final MemoryPoolMXBean pool = longLived();

    /**
     * The old generation, under whatever name the collector has it: the only pool of the heap with
     * a threshold of use, says MemoryPoolMXBean. Null for a collector that has none.
     */
    private static MemoryPoolMXBean longLived() {
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported()) {
                return pool;
            }
        }
        return null;
    }

    @Override
    public double fullness() {
        return pool == null ? 0 : part(pool.getCollectionUsage());
    }

    @Override
    public double inUse() {
        return pool == null ? 0 : part(pool.getUsage());
    }

    private static double part(MemoryUsage usage) {
        return usage == null || usage.getMax() <= 0 ? 0 : (double) usage.getUsed() / usage.getMax();
    }

    @Override
    public long bytes() {
        return pool == null ? 0 : Math.max(0, pool.getUsage().getMax());
    }

    @Override
    public void collect() {
        System.gc();
    }
}
