package moonlet.node.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Those whose certificates somebody takes. */
public record Authorities(List<X509Certificate> certificates) {
    public Authorities {
        certificates = List.copyOf(certificates);
    }

    /**
     * Reads a file in PEM.
     *
     * @throws IOException whose message names the file, and what is wrong with it
     */
    public static Authorities read(Path file) throws IOException {
        return new Authorities(Pem.read(file).certificates());
    }

    /** The TLS of who asks a server that they have issued a certificate, and shows none. */
    public SSLContext client() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(null, new TrustManager[] {trust()}, null);
            return context;
        } catch (GeneralSecurityException unusable) {
            throw new IOException("cannot use these authorities: " + unusable.getMessage());
        }
    }

    X509TrustManager trust() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (X509Certificate authority : certificates) {
            store.setCertificateEntry("authority " + store.size(), authority);
        }
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }
}
