package moonlet.node.cluster;

import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.remote.artery.tcp.SSLEngineProvider;

import scala.Option;

import tlschannel.ClientTlsChannel;
import tlschannel.ServerTlsChannel;
import tlschannel.TlsChannel;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;

/** What connections between nodes are secured by: TLS where the node has certificates, or nothing. */
final class LinkSecurity {
    private final SSLEngineProvider engines; // null for none

    private LinkSecurity(SSLEngineProvider engines) {
        this.engines = engines;
    }

    /**
     * The same files and rules as those of Pekko's own connections.
     *
     * @param tls null for none
     */
    static LinkSecurity of(Tls tls, ActorSystem system) {
        return new LinkSecurity(tls == null ? null : new TlsEngines(system));
    }

    /** A connection that this node has opened. */
    LinkChannel dialed(SocketChannel socket, InetSocketAddress to) throws IOException {
        if (engines == null) {
            return new PlainChannel(socket);
        }
        String host = to.getHostString();
        var engine = engines.createClientSSLEngine(host, to.getPort());
        TlsChannel tls = ClientTlsChannel.newBuilder(socket, engine).build();
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
                        .build();
        EncryptedChannel channel = secured(new EncryptedChannel(socket, tls));
        require(channel, engines.verifyServerSession(host, engine.getSession()));
        return channel;
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

    /** Certificates of one authority may be for different things: a name has to be the same. */
    private static void require(EncryptedChannel channel, Option<Throwable> objection)
            throws IOException {
        if (objection.isDefined()) {
            channel.close();
            throw new SSLHandshakeException(objection.get().getMessage());
        }
    }
}
