package moonlet.node.cluster;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;

import java.nio.file.Path;
import java.util.Map;

/**
 * With what the nodes of a cluster prove to each other who they are: files in PEM, which are read
 * again every minute, for connections that begin then.
 *
 * @param certificate of this node; it has a subject name in common with those of all others
 * @param key of that certificate, RSA in PKCS #8
 * @param authority the certificate of who has issued those of all nodes
 */
public record Tls(Path certificate, Path key, Path authority) {
    private static final String SETTINGS = "pekko.remote.artery.ssl.";

    /** Settings by which Pekko's own connections are encrypted. */
    Config config() {
        String files = SETTINGS + "rotating-keys-engine.";
        return ConfigFactory.parseMap(
                Map.of(
                        "pekko.remote.artery.transport",
                        "tls-tcp",
                        SETTINGS + "ssl-engine-provider",
                        TlsEngines.class.getName(),
                        files + "cert-file",
                        certificate.toAbsolutePath().toString(),
                        files + "key-file",
                        key.toAbsolutePath().toString(),
                        files + "ca-cert-file",
                        authority.toAbsolutePath().toString(),
                        files + "ssl-context-cache-ttl",
                        "1 minute"));
    }
}
