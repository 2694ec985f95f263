package moonlet.protocol.wire;

/**
 * The first thing that a node says on a new connection.
 *
 * @param node its name
 * @param incarnation its start, Unix time in milliseconds
 * @param peerNode whom it wants to speak to
 * @param peerIncarnation which start of it
 * @param versionMin the lowest protocol version it speaks
 * @param versionMax the highest
 * @param acknowledged every part of the peer up to this number has arrived; {@link #REFUSED} where
 *     the writer does not take the connection
 */
public record Hello(
        String node,
        long incarnation,
        String peerNode,
        long peerIncarnation,
        int versionMin,
        int versionMax,
        long acknowledged) {
    /** In place of an acknowledgement: the connection is closed after this. */
    public static final long REFUSED = -1;
}
