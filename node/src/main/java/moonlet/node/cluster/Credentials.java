package moonlet.node.cluster;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** What a node shows to others, and by what it judges what they show: files that fit together. */
final class Credentials {
    private static final String[] PROTOCOLS = {"TLSv1.3"};
    private static final char[] PASSWORD = "none is needed in memory".toCharArray();
    private static final byte[] SAMPLE = new byte[32];

    private final List<X509Certificate> chain;
    private final Authorities authorities;
    private final Subject subject;
    private final SSLContext context;

    private Credentials(
            List<X509Certificate> chain,
            Authorities authorities,
            Subject subject,
            SSLContext context) {
        this.chain = chain;
        this.authorities = authorities;
        this.subject = subject;
        this.context = context;
    }

    /**
     * Reads the files, and finds out now whether others would take what is in them.
     *
     * @throws IOException whose message names the file, and what is wrong with it
     */
    static Credentials read(Tls files) throws IOException {
        List<X509Certificate> chain = Pem.read(files.certificate()).certificates();
        Authorities authorities = Authorities.read(files.authority());
        X509Certificate own = chain.getFirst();
        PrivateKey key = Pem.read(files.key()).key(own.getPublicKey().getAlgorithm());
        try {
            if (!isOf(key, own)) {
                throw new IOException(
                        files.key()
                                + " is not the key of the certificate in "
                                + files.certificate());
            }
            Subject subject = Subject.of(own);
            if (subject.names().isEmpty()) {
                throw new IOException(
                        "the certificate in "
                                + files.certificate()
                                + " has no name, neither CN nor SAN; nodes need one in common");
            }
            X509TrustManager trust = authorities.trust();
            requireTaken(chain, trust, files);
            SSLContext context = SSLContext.getInstance(PROTOCOLS[0]);
            context.init(keys(key, chain), new TrustManager[] {trust}, new SecureRandom());
            return new Credentials(chain, authorities, subject, context);
        } catch (GeneralSecurityException unusable) {
            throw new IOException(
                    "cannot use the certificate in "
                            + files.certificate()
                            + ": "
                            + unusable.getMessage(),
                    unusable);
        }
    }

    /** One end of a connection on which both sides have to show a certificate. */
    SSLEngine engine(boolean dials) {
        // Without the other's address: no session is taken up again, so every one is checked anew.
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(dials);
        engine.setNeedClientAuth(!dials);
        engine.setEnabledProtocols(PROTOCOLS);
        return engine;
    }

    /** The certificate that others see. */
    X509Certificate certificate() {
        return chain.getFirst();
    }

    /** The names that this node goes by. */
    Subject subject() {
        return subject;
    }

    boolean isSame(Credentials other) {
        return chain.equals(other.chain) && authorities.equals(other.authorities);
    }

    private static boolean isOf(PrivateKey key, X509Certificate certificate)
            throws GeneralSecurityException, IOException {
        Signature signature =
                Signature.getInstance(
                        switch (key.getAlgorithm()) {
                            case "RSA" -> "SHA256withRSA";
                            case "EC" -> "SHA256withECDSA";
                            default ->
                                    throw new IOException(
                                            "the key of a node is RSA or EC, found "
                                                    + key.getAlgorithm());
                        });
        signature.initSign(key);
        signature.update(SAMPLE);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        signature.update(SAMPLE);
        return signature.verify(signed);
    }

    /** A node dials and is dialed, so its certificate has to be good for both. */
    private static void requireTaken(List<X509Certificate> chain, X509TrustManager trust, Tls files)
            throws IOException {
        X509Certificate[] shown = chain.toArray(X509Certificate[]::new);
        try {
            shown[0].checkValidity();
            trust.checkServerTrusted(shown, "UNKNOWN"); // as TLS 1.3 calls every kind of key
            trust.checkClientTrusted(shown, "UNKNOWN");
        } catch (CertificateExpiredException over) {
            throw new IOException(
                    "the certificate in "
                            + files.certificate()
                            + " was valid until "
                            + shown[0].getNotAfter().toInstant(),
                    over);
        } catch (CertificateNotYetValidException early) {
            throw new IOException(
                    "the certificate in "
                            + files.certificate()
                            + " is valid from "
                            + shown[0].getNotBefore().toInstant(),
                    early);
        } catch (CertificateException refused) {
            throw new IOException(
                    "nodes with the authority in "
                            + files.authority()
                            + " would refuse the certificate in "
                            + files.certificate()
                            + ": "
                            + refused.getMessage(),
                    refused);
        }
    }

    private static KeyManager[] keys(PrivateKey key, List<X509Certificate> chain)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("node", key, PASSWORD, chain.toArray(X509Certificate[]::new));
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD);
        return factory.getKeyManagers();
    }
}
