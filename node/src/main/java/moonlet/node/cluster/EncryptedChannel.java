package moonlet.node.cluster;

import tlschannel.NeedsReadException;
import tlschannel.NeedsWriteException;
import tlschannel.TlsChannel;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * A connection under TLS. Until {@link #unblock} a thread of its own closes it when the time for
 * that is over, since a socket channel in blocking mode knows no timeout.
 */
final class EncryptedChannel implements LinkChannel {
    private final SocketChannel socket;
    private final TlsChannel tls;
    private final Thread deadline;
    private volatile boolean late; // the time for the first bytes was over
    private boolean more; // used by who reads

    EncryptedChannel(SocketChannel socket, TlsChannel tls) {
        this.socket = socket;
        this.tls = tls;
        this.deadline = Thread.ofVirtual().name("moonlet-link-deadline").start(this::closeLate);
    }

    /**
     * Both sides show their certificates. The side that dials learns only when it reads whether its
     * own was taken.
     *
     * @throws IOException if it does not take that of the other; a {@link SocketTimeoutException}
     *     if it takes too long
     */
    void handshake() throws IOException {
        try {
            tls.handshake();
        } catch (ClosedChannelException closed) {
            throw late ? new SocketTimeoutException("no handshake in time") : closed;
        }
    }

    @Override
    public SocketChannel socket() {
        return socket;
    }

    @Override
    public void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            tls.write(bytes);
        }
    }

    @Override
    public byte[] take(int count) throws IOException {
        ByteBuffer taken = ByteBuffer.allocate(count);
        while (taken.hasRemaining() && tls.read(taken) >= 0) {
            // go on
        }
        return Arrays.copyOf(taken.array(), taken.position());
    }

    @Override
    public void unblock() throws IOException {
        deadline.interrupt();
        socket.configureBlocking(false);
        more = true; // what came along with the last of the first bytes
    }

    @Override
    public boolean write(ByteBuffer bytes) throws IOException {
        try {
            tls.write(bytes); // also what was left encrypted when the socket took no more
            if (bytes.hasRemaining()) {
                throw new ClosedChannelException(); // the other side takes no more
            }
            return true;
        } catch (NeedsWriteException full) {
            return false;
        }
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        int bytes = 0;
        try {
            while (to.hasRemaining()) {
                int read = tls.read(to);
                if (read < 0) {
                    more = false;
                    return bytes > 0 ? bytes : -1;
                }
                bytes += read;
            }
            more = true;
        } catch (NeedsReadException drained) {
            more = false;
        } catch (NeedsWriteException full) {
            // Keys change after very many bytes. What is lost with this connection is sent again.
            throw new IOException("no room to answer a change of keys", full);
        }
        return bytes;
    }

    @Override
    public boolean hasMore() {
        return more;
    }

    @Override
    public void close() throws IOException {
        deadline.interrupt();
        socket.close(); // without a farewell: links know by numbers what the other side has
    }

    private void closeLate() {
        try {
            TimeUnit.MILLISECONDS.sleep(Handshake.TIMEOUT_MILLIS);
            late = true;
            socket.close();
        } catch (InterruptedException inTime) {
            // the usual end
        } catch (IOException failed) {
            // whoever waits for the connection finds that
        }
    }
}
