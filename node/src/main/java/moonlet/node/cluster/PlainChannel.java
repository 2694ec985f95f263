package moonlet.node.cluster;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A connection inside a network that is trusted. */
record PlainChannel(SocketChannel socket) implements LinkChannel {
    @Override
    public void send(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            socket.write(bytes);
        }
    }

    @Override
    public byte[] take(int count) throws IOException {
        socket.socket().setSoTimeout(Handshake.TIMEOUT_MILLIS);
        return socket.socket().getInputStream().readNBytes(count);
    }

    @Override
    public void unblock() throws IOException {
        socket.configureBlocking(false);
    }

    @Override
    public boolean write(ByteBuffer bytes) throws IOException {
        socket.write(bytes);
        return !bytes.hasRemaining();
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        return socket.read(to);
    }

    @Override
    public boolean hasMore() {
        return false;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
