package moonlet.protocol.codec;

/**
 * What a reader accepts at most, checked before it allocates.
 *
 * @param frameBytesMax bytes of one frame
 * @param helloBytesMax bytes of one hello
 * @param partsMax parts of one frame
 * @param textCharsMax characters of a topic, a name, an id
 * @param changesMax changes in one delta
 */
public record WireLimits(
        int frameBytesMax, int helloBytesMax, int partsMax, int textCharsMax, int changesMax) {
    public static final WireLimits DEFAULTS =
            new WireLimits(1 << 20, 4 << 10, 65_536, 16 << 10, 65_536);
}
