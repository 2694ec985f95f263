package moonlet.node.cluster;

import scala.Option;

import tlschannel.ClientTlsChannel;
import tlschannel.ServerTlsChannel;
import tlschannel.TlsChannel;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;

/**
 * What links are secured by: TLS where the node has certificates, or nothing.
 *
 * @param engines the same as those of Pekko's own connections; null for nothing
 */
record LinkSecurity(TlsEngines engines) implements AutoCloseable {
    /** A connection that this node has opened. */
    LinkChannel dialed(SocketChannel socket, InetSocketAddress to) throws IOException {
        if (engines == null) {
            return new PlainChannel(socket);
        }
        String host = to.getHostString();
        var engine = engines.createClientSSLEngine(host, to.getPort());
        // Buffers are kept: a link is written to again and again.
        TlsChannel tls =
                ClientTlsChannel.newBuilder(socket, engine).withReleaseBuffers(false).build();
        EncryptedChannel channel = secured(new EncryptedChannel(socket, tls));
        require(channel, engines.verifyClientSession(host, engine.getSession()));
        return channel;
    }

    /** A connection that another node has opened. */
    LinkChannel accepted(SocketChannel socket) throws IOException {
        if (engines == null) {
            return new PlainChannel(socket);
        }
        String host = socket.socket().getInetAddress().getHostAddress();
        var engine = engines.createServerSSLEngine(host, socket.socket().getPort());
        // The builder asks for a context and makes the engine of it; this one is made already.
        TlsChannel tls =
                ServerTlsChannel.newBuilder(socket, (SSLContext) null)
                        .withEngineFactory(_ -> engine)
                        .withReleaseBuffers(false)
                        .build();
        EncryptedChannel channel = secured(new EncryptedChannel(socket, tls));
        require(channel, engines.verifyServerSession(host, engine.getSession()));
        return channel;
    }

    @Override
    public void close() {
        if (engines != null) {
            engines.close();
        }
    }

    private static EncryptedChannel secured(EncryptedChannel channel) throws IOException {
        try {
            channel.handshake();
            return channel;
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private static void require(EncryptedChannel channel, Option<Throwable> objection)
            throws IOException {
        if (objection.isDefined()) {
            channel.close();
            throw new SSLHandshakeException(objection.get().getMessage());
        }
    }
}
