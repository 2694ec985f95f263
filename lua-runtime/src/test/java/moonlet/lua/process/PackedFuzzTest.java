package moonlet.lua.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;

import moonlet.lua.engine.Meter;
import moonlet.protocol.codec.BadWire;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;

/**
 * Whatever bytes come as a payload, its reader gives values or {@link BadWire}, and allocates no
 * more than the bytes are worth. {@code mvn test -Pfuzz} tries a million.
 */
class PackedFuzzTest {
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 20_000);
    private static final int ALLOCATED_MIN = 512 << 10; // classes are loaded too
    private static final int ALLOCATED_MAX_PER_BYTE = 200;
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Random random = new Random(7);
    private final RandomValues values = new RandomValues(random);

    @Test
    void payloads_cut_at_each_byte() {
        for (int i = 0; i < 50; i++) {
            byte[] bytes = PackedWriter.write(values.payload()).toByteArray();
            for (int length = 0; length < bytes.length; length++) {
                assertEquals(null, read(Arrays.copyOf(bytes, length)));
            }
        }
    }

    @Test
    void damaged_payloads() {
        for (int i = 0; i < INPUTS; i++) {
            LuaPayload read = read(damaged(PackedWriter.write(values.payload()).toByteArray()));
            if (read != null) {
                writtenAgain(read);
            }
        }
    }

    private static void writtenAgain(LuaPayload read) {
        ByteString again = PackedWriter.write(read);
        try {
            SameShape.check(read.values(), PackedReader.read(again, Meter.current()).values());
        } catch (BadWire inDetails) {
            // Details of errors are read only when a program asks for them.
        }
    }

    /** Returns null where the bytes are bad. */
    private static LuaPayload read(byte[] bytes) {
        ByteString content = ByteString.copyFrom(bytes);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        LuaPayload read = null;
        try {
            read = PackedReader.read(content, Meter.current());
        } catch (BadWire bad) {
            assertTrue(bad.getMessage().length() < 100, bad.getMessage());
        }
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        long max = ALLOCATED_MIN + (long) ALLOCATED_MAX_PER_BYTE * bytes.length;
        assertTrue(allocated < max, "allocated " + allocated + " for " + bytes.length + " bytes");
        return read;
    }

    /** Cut, lengthened or changed in a few places, or bytes that never were. */
    private byte[] damaged(byte[] bytes) {
        int length =
                switch (random.nextInt(4)) {
                    case 0 -> random.nextInt(bytes.length + 1);
                    case 1 -> bytes.length + random.nextInt(16);
                    default -> bytes.length;
                };
        byte[] damaged = Arrays.copyOf(bytes, length);
        int from = Math.min(2, length); // else the version is what is wrong most of the time
        if (random.nextInt(10) == 0) {
            for (int i = from; i < length; i++) {
                damaged[i] = (byte) random.nextInt(random.nextBoolean() ? 256 : 10);
            }
        }
        for (int changes = random.nextInt(4); changes > 0 && length > from; changes--) {
            int at = from + random.nextInt(length - from);
            switch (random.nextInt(4)) {
                case 0 -> damaged[at] = (byte) random.nextInt(); // a tag, a length, a text
                case 1 -> damaged[at] = (byte) random.nextInt(10);
                case 2 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
                default -> Arrays.fill(damaged, at, Math.min(at + 5, length), (byte) -1);
            }
        }
        return damaged;
    }
}
