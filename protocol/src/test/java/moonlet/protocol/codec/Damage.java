package moonlet.protocol.codec;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;

/** Bytes as they should not be. */
final class Damage {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long ALLOCATED_MAX = 256 << 10; // for inputs of up to some 1,000 bytes

    private final Random random;

    Damage(Random random) {
        this.random = random;
    }

    /** The same bytes cut, lengthened or changed in a few places, or bytes that never were. */
    byte[] of(byte[] bytes) {
        byte[] damaged = Arrays.copyOf(bytes, length(bytes.length));
        int changes = random.nextInt(4);
        for (int i = 0; i < changes && damaged.length > 0; i++) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(4)) {
                case 0 -> damaged[at] = (byte) random.nextInt(); // a tag, a length, a text
                case 1 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> Arrays.fill(damaged, at, Math.min(at + 9, damaged.length), (byte) -1);
                default ->
                        System.arraycopy(
                                bytes, 0, damaged, at, Math.min(bytes.length, damaged.length - at));
            }
        }
        if (random.nextInt(10) == 0) {
            random.nextBytes(damaged);
        }
        return damaged;
    }

    private int length(int before) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(before + 1);
            case 1 -> before + random.nextInt(16);
            default -> before;
        };
    }

    /** Reads bytes: they may be bad, but nothing else may happen. */
    static void read(byte[] bytes, Consumer<byte[]> reader) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            reader.accept(bytes);
        } catch (BadWire bad) {
            assertTrue(bad.getMessage().length() < 10_000, bad.getMessage());
        }
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < ALLOCATED_MAX, "allocated " + allocated + " bytes");
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
