package moonlet.node.cluster;

import moonlet.node.cluster.ClusterSettings.Endpoint;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * Finds out why a node that cannot join is not taken: one side encrypts and the other does not, or
 * they have certificates of different clusters. Pekko does not say so; it tries for ever.
 */
final class SeedCheck {
    private static final List<Byte> ANSWERS = List.of((byte) 0x15, (byte) 0x16); // how TLS begins
    private static final byte[] GREETING = "AKKA\u0001".getBytes(StandardCharsets.US_ASCII);
    private static final int TIMEOUT_MILLIS = 2_000;

    private final LinkSecurity security;

    SeedCheck(LinkSecurity security) {
        this.security = security;
    }

    /**
     * Asks nodes where they listen; takes some seconds.
     *
     * @return why none of them can take this one, or null if one may
     */
    String refusal(List<Endpoint> seeds) {
        List<CompletableFuture<String>> asked =
                seeds.stream()
                        .map(
                                seed ->
                                        CompletableFuture.supplyAsync(
                                                () -> refusal(seed), Thread::startVirtualThread))
                        .toList();
        List<String> all = asked.stream().map(CompletableFuture::join).toList();
        return all.isEmpty() || all.contains(null)
                ? null
                : all.stream().distinct().collect(Collectors.joining("; "));
    }

    private String refusal(Endpoint seed) {
        InetSocketAddress to = InetSocketAddress.createUnresolved(seed.host(), seed.port());
        try (SocketChannel socket = Handshake.connect(to, TIMEOUT_MILLIS)) {
            return refusal(seed, to, socket);
        } catch (IOException | UnresolvedAddressException silent) {
            return null; // who is not there may come
        }
    }

    private String refusal(Endpoint seed, InetSocketAddress to, SocketChannel socket)
            throws IOException {
        LinkChannel channel;
        try {
            channel = security.dialed(socket, to);
        } catch (SSLException refused) {
            return strangers(seed, refused);
        } catch (SocketTimeoutException silent) {
            return null;
        } catch (IOException closed) {
            return isPlain(to)
                    ? "the node at "
                            + seed
                            + " does not encrypt its connections, and this one does; give both"
                            + " certificates, or none (node.tls)"
                    : null;
        }
        return switch (channel) {
            case PlainChannel plain -> plainRefusal(seed, plain);
            case EncryptedChannel encrypted -> encryptedRefusal(seed, encrypted);
        };
    }

    /** Whether a connection stays open there that begins as Pekko's do without encryption. */
    private static boolean isPlain(InetSocketAddress to) throws IOException {
        try (SocketChannel socket = Handshake.connect(to, TIMEOUT_MILLIS)) {
            PlainChannel channel = new PlainChannel(socket);
            channel.send(ByteBuffer.wrap(GREETING));
            channel.take(1); // Pekko answers on another connection
            return false;
        } catch (SocketTimeoutException open) {
            return true;
        }
    }

    /** Begins to speak TLS, and looks whether that is answered. */
    private static String plainRefusal(Endpoint seed, PlainChannel channel) throws IOException {
        channel.send(clientHello());
        byte[] answer = channel.take(1);
        return answer.length > 0 && ANSWERS.contains(answer[0])
                ? "the node at "
                        + seed
                        + " takes encrypted connections only; give this one a certificate of the"
                        + " same cluster (node.tls, MOONLET_TLS_CERTIFICATE)"
                : null;
    }

    /** The other side has the last word, after this one has taken its certificate. */
    private static String encryptedRefusal(Endpoint seed, EncryptedChannel channel)
            throws IOException {
        try {
            channel.take(1);
            return null;
        } catch (SSLException refused) {
            return strangers(seed, refused);
        }
    }

    private static ByteBuffer clientHello() throws IOException {
        try {
            SSLEngine engine = SSLContext.getDefault().createSSLEngine();
            engine.setUseClientMode(true);
            ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
            engine.wrap(ByteBuffer.allocate(0), hello);
            return hello.flip();
        } catch (NoSuchAlgorithmException none) {
            throw new IOException(none);
        }
    }

    private static String strangers(Endpoint seed, SSLException refused) {
        return "the node at "
                + seed
                + " and this one do not take each other's certificates: "
                + refused.getMessage()
                + "; give both one of the same authority, with a name in common (node.tls)";
    }
}
