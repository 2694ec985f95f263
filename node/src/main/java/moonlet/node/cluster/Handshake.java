package moonlet.node.cluster;

import moonlet.protocol.codec.FrameCodec;
import moonlet.protocol.wire.Hello;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** How a connection begins: both say hello, the one that dials first. */
final class Handshake {
    static final int TIMEOUT_MILLIS = 3_000;

    private Handshake() {}

    /** Connects, says hello, and reads the answer. */
    record Dialed(SocketChannel channel, Hello answer) {}

    static Dialed dial(InetSocketAddress to, Hello hello, FrameCodec codec) throws IOException {
        SocketChannel channel = connect(to, TIMEOUT_MILLIS);
        try {
            say(channel, hello, codec);
            return new Dialed(channel, read(channel, codec));
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    /** Opens a connection; the address is looked up anew. */
    static SocketChannel connect(InetSocketAddress to, int timeoutMillis) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.socket()
                    .connect(
                            new InetSocketAddress(to.getHostString(), to.getPort()), timeoutMillis);
            prepare(channel);
            return channel;
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    static void prepare(SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    static void say(SocketChannel channel, Hello hello, FrameCodec codec) throws IOException {
        ByteBuffer bytes = codec.write(hello);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Reads the hello of the other side, byte by byte no further than its end. */
    static Hello read(SocketChannel channel, FrameCodec codec) throws IOException {
        var stream = channel.socket().getInputStream();
        channel.socket().setSoTimeout(TIMEOUT_MILLIS);
        byte[] length = stream.readNBytes(FrameCodec.LENGTH_BYTES);
        if (length.length < FrameCodec.LENGTH_BYTES) {
            throw new EOFException("closed before its hello");
        }
        int bytes = codec.helloBytes(length);
        byte[] hello = stream.readNBytes(bytes);
        if (hello.length < bytes) {
            throw new EOFException("closed within its hello");
        }
        return codec.readHello(hello);
    }
}
