package moonlet.node.cluster;

import moonlet.protocol.codec.FrameCodec;
import moonlet.protocol.wire.Hello;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;

/** How a connection begins: both say hello, the one that dials first. */
final class Handshake {
    static final int TIMEOUT_MILLIS = 3_000;

    /** A connection, and who is at its other end. */
    record Greeted(LinkChannel channel, Hello hello) {}

    private final FrameCodec codec;
    private final LinkSecurity security;

    Handshake(FrameCodec codec, LinkSecurity security) {
        this.codec = codec;
        this.security = security;
    }

    /** Connects, says hello, and reads the answer. */
    Greeted dial(InetSocketAddress to, Hello hello) throws IOException {
        SocketChannel socket = connect(to, TIMEOUT_MILLIS);
        try {
            LinkChannel channel = security.dialed(socket, to);
            say(channel, hello);
            return new Greeted(channel, read(channel));
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }

    /** Reads the hello of a node that has connected. */
    Greeted accept(SocketChannel socket) throws IOException {
        prepare(socket);
        LinkChannel channel = security.accepted(socket);
        return new Greeted(channel, read(channel));
    }

    Connection connection(LinkChannel channel) throws IOException {
        return new Connection(channel, codec);
    }

    /** Opens a connection; the address is looked up anew. */
    static SocketChannel connect(InetSocketAddress to, int timeoutMillis) throws IOException {
        return connectThere(new InetSocketAddress(to.getHostString(), to.getPort()), timeoutMillis);
    }

    /** Opens a connection to an address that has been looked up. */
    static SocketChannel connectThere(InetSocketAddress place, int timeoutMillis)
            throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.socket().connect(place, timeoutMillis);
            prepare(channel);
            return channel;
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    /** Returns what the name leads to now, or {@code otherwise} if that is nowhere. */
    static InetAddress lookUp(InetSocketAddress to, InetAddress otherwise) {
        try {
            return InetAddress.getByName(to.getHostString());
        } catch (UnknownHostException nowhere) {
            return otherwise;
        }
    }

    private static void prepare(SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    void say(LinkChannel channel, Hello hello) throws IOException {
        channel.send(codec.write(hello));
    }

    /** Reads the hello of the other side, no further than its end. */
    private Hello read(LinkChannel channel) throws IOException {
        byte[] length = channel.take(FrameCodec.LENGTH_BYTES);
        if (length.length < FrameCodec.LENGTH_BYTES) {
            throw new EOFException("closed before its hello");
        }
        int bytes = codec.helloBytes(length);
        byte[] hello = channel.take(bytes);
        if (hello.length < bytes) {
            throw new EOFException("closed within its hello");
        }
        return codec.readHello(hello);
    }
}
