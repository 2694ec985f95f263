package moonlet.node.cluster;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * The bytes of a connection with another node. The first ones are sent and taken in blocking mode,
 * the rest is written and read without waiting, by one thread each.
 */
sealed interface LinkChannel extends AutoCloseable permits PlainChannel, EncryptedChannel {
    /** What tells when there is something to read, or room to write. */
    SocketChannel socket();

    /** Sends all of it; waits for that. */
    void send(ByteBuffer bytes) throws IOException;

    /**
     * Waits for so many bytes, and takes no more. There are fewer only where the other side has
     * ended the connection.
     *
     * @throws IOException also if they do not come in time
     */
    byte[] take(int count) throws IOException;

    /** From here on nobody waits. */
    void unblock() throws IOException;

    /**
     * Writes what the socket takes.
     *
     * @return whether that was all of it, and of what was left before
     */
    boolean write(ByteBuffer bytes) throws IOException;

    /** Reads what there is; returns the number of bytes, -1 at the end. */
    int read(ByteBuffer to) throws IOException;

    /** Whether something has come out of the socket that {@link #read} had no room for. */
    boolean hasMore();

    @Override
    void close() throws IOException;
}
