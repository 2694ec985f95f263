package moonlet.node.cluster;

import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.remote.artery.tcp.SSLEngineProvider;
import org.apache.pekko.remote.artery.tcp.ssl.RotatingKeysSSLEngineProvider;

import scala.Option;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;

/**
 * Makes the TLS of each connection: Pekko's own and links. Pekko reads the files and checks
 * certificates and names; what it refuses, which it keeps to itself, is told here. Pekko makes one
 * of these by the name of the class.
 */
public final class TlsEngines implements SSLEngineProvider {
    private final SSLEngineProvider engines;
    private final Refusals refusals = new Refusals();

    public TlsEngines(ActorSystem system) {
        this.engines = new RotatingKeysSSLEngineProvider(system);
    }

    @Override
    public SSLEngine createServerSSLEngine(String host, int port) {
        return new ObservedEngine(
                engines.createServerSSLEngine(host, port), why -> refusals.failed(null, why));
    }

    @Override
    public SSLEngine createClientSSLEngine(String host, int port) {
        String to = host + ":" + port;
        return new ObservedEngine(
                engines.createClientSSLEngine(host, port), why -> refusals.failed(to, why));
    }

    @Override
    public Option<Throwable> verifyClientSession(String host, SSLSession session) {
        return told(host, engines.verifyClientSession(host, session));
    }

    @Override
    public Option<Throwable> verifyServerSession(String host, SSLSession session) {
        return told(null, engines.verifyServerSession(host, session));
    }

    private Option<Throwable> told(String to, Option<Throwable> objection) {
        if (objection.isDefined()) {
            refusals.failed(to, objection.get());
        }
        return objection;
    }
}
