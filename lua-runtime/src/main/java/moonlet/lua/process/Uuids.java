package moonlet.lua.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/**
 * Makes UUIDs (RFC 9562) for all processes of a node. Its locks are held for moments: call it while
 * {@link Pinned}.
 */
final class Uuids {
    /** 100 ns steps from the start of the Gregorian calendar, 1582-10-15, to 1970. */
    static final long GREGORIAN_STEPS = 0x01b21dd213814000L;

    static final int STEPS_PER_MILLI = 10_000;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long MULTICAST = 1L << 40; // says that the node is no hardware address
    private static final int CLOCK_SEQUENCE_BITS = 14;
    private static final int NODE_BITS = 48;
    private static final int VERSION_4 = 4;
    private static final int VERSION_7 = 7;

    private final Clock clock;
    private final SecureRandom random;
    private final long clockSequenceAndNode;
    private long lastSteps;

    Uuids(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
        this.clockSequenceAndNode =
                VARIANT | MULTICAST | random.nextLong(1L << CLOCK_SEQUENCE_BITS + NODE_BITS);
    }

    /** From the time and a number of this start of the node. Never the same twice. */
    synchronized UUID timeBased() {
        long now = clock.millis() * STEPS_PER_MILLI + GREGORIAN_STEPS;
        lastSteps = Math.max(now, lastSteps + 1);
        long high =
                lastSteps << 32
                        | (lastSteps >>> 32 & 0xffff) << 16
                        | 1 << 12
                        | lastSteps >>> 48 & 0xfff;
        return new UUID(high, clockSequenceAndNode);
    }

    UUID random() {
        return withVersion(random.nextLong(), random.nextLong(), VERSION_4);
    }

    /** From the time, in milliseconds, and random bits: later ones sort behind earlier ones. */
    UUID timeOrdered() {
        long millis = clock.millis();
        return withVersion(millis << 16 | random.nextLong() & 0xfff, random.nextLong(), VERSION_7);
    }

    /** From a name inside a namespace: the same for the same two. */
    static UUID named(UUID namespace, byte[] name, String algorithm, int version) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            digest.update(
                    ByteBuffer.allocate(16)
                            .putLong(namespace.getMostSignificantBits())
                            .putLong(namespace.getLeastSignificantBits())
                            .array());
            ByteBuffer hash = ByteBuffer.wrap(digest.digest(name));
            return withVersion(hash.getLong(), hash.getLong(), version);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every JDK has both
        }
    }

    private static UUID withVersion(long high, long low, int version) {
        return new UUID(high & ~0xf000L | (long) version << 12, low & ~(3L << 62) | VARIANT);
    }

    /** Reads the forms of RFC 9562, with braces and without hyphens; null for anything else. */
    static UUID read(byte[] bytes, int offset, int length) {
        if (length > 45) {
            return null;
        }
        String text = new String(bytes, offset, length, US_ASCII);
        if (text.length() == 45 && text.regionMatches(true, 0, "urn:uuid:", 0, 9)) {
            text = text.substring(9);
        } else if (text.length() == 38 && text.startsWith("{") && text.endsWith("}")) {
            text = text.substring(1, 37);
        } else if (text.matches("[0-9a-fA-F]{32}")) {
            return new UUID(
                    Long.parseUnsignedLong(text, 0, 16, 16),
                    Long.parseUnsignedLong(text, 16, 32, 16));
        }
        return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
                ? UUID.fromString(text)
                : null;
    }
}
