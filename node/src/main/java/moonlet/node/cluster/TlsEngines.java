package moonlet.node.cluster;

import org.apache.pekko.remote.artery.tcp.SSLEngineProvider;

import scala.Option;

import java.io.IOException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSession;

/**
 * Makes the TLS of each connection, Pekko's own and links alike, and says which were refused; Pekko
 * keeps that to itself. That of the admin API is by the same certificate.
 */
public final class TlsEngines implements SSLEngineProvider, AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final Rotation rotation;
    private final Refusals refusals = new Refusals();

    private TlsEngines(Rotation rotation) {
        this.rotation = rotation;
    }

    /**
     * Reads the files, now and every 10 seconds.
     *
     * @throws CannotStart if they are no good
     */
    public static TlsEngines start(Tls files) {
        try {
            Rotation rotation = new Rotation(files);
            rotation.watch(EVERY);
            return new TlsEngines(rotation);
        } catch (IOException bad) {
            throw new CannotStart("node.tls: " + bad.getMessage());
        }
    }

    @Override
    public SSLEngine createServerSSLEngine(String host, int port) {
        return new ObservedEngine(
                rotation.current().engine(false), why -> refusals.failed(null, why));
    }

    /** For who asks the admin API: shows no certificate, since a token says what they may do. */
    public SSLEngine createAdminSSLEngine() {
        SSLEngine engine = rotation.current().engine(false);
        engine.setNeedClientAuth(false);
        return engine;
    }

    @Override
    public SSLEngine createClientSSLEngine(String host, int port) {
        String to = host + ":" + port;
        return new ObservedEngine(rotation.current().engine(true), why -> refusals.failed(to, why));
    }

    @Override
    public Option<Throwable> verifyClientSession(String host, SSLSession session) {
        return objection(host, session);
    }

    @Override
    public Option<Throwable> verifyServerSession(String host, SSLSession session) {
        return objection(null, session);
    }

    @Override
    public void close() {
        rotation.close();
    }

    /** Certificates of one authority may be for different things: a name has to be the same. */
    private Option<Throwable> objection(String to, SSLSession session) {
        try {
            Subject own = rotation.current().subject();
            Subject other = Subject.of((X509Certificate) session.getPeerCertificates()[0]);
            if (own.hasNameOf(other)) {
                return Option.empty();
            }
            throw new SSLHandshakeException(
                    "its certificate is for "
                            + other.names()
                            + ", that of this node for "
                            + own.names());
        } catch (SSLException | CertificateParsingException refused) {
            refusals.failed(to, refused);
            return Option.apply(refused);
        }
    }
}
