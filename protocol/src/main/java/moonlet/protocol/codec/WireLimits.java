package moonlet.protocol.codec;

/**
 * What a reader accepts at most, checked before it allocates.
 *
 * @param frameBytesMax bytes of one frame
 * @param helloBytesMax bytes of one hello
 * @param partsMax parts of one frame
 * @param textBytesMax bytes of a topic, a name, an id; what is longer is not written either
 * @param changesMax changes in one delta
 * @param policiesMax policies in the scope of one context
 */
public record WireLimits(
        int frameBytesMax,
        int helloBytesMax,
        int partsMax,
        int textBytesMax,
        int changesMax,
        int policiesMax) {
    public static final WireLimits DEFAULTS =
            new WireLimits(256 << 10, 4 << 10, 65_536, 4 << 10, 4_096, 1_024);
}
