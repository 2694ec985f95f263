package moonlet.node.cli;

import moonlet.node.cluster.Authorities;
import moonlet.protocol.ErrorKind;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * Where the admin API of a node is, how it is asked there, and what is wrong if that fails.
 *
 * @param text {@code HOST:PORT}, or {@code https://HOST:PORT} for TLS
 * @param tls knows the authorities whose certificates are taken; null for those of the JDK
 */
record AdminPlace(String text, SSLContext tls) {
    private static final String SECURE = "https://";
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String ANOTHER = "name one with --admin HOST:PORT or MOONLET_ADMIN";

    /**
     * Reads what a user says.
     *
     * @param authority the file with the authorities; null for those of the JDK
     */
    static AdminPlace of(String text, Path authority) throws AdminClient.Refused {
        String place = text.replaceFirst("^http://", "").replaceFirst("/+$", "");
        if (authority == null || !place.startsWith(SECURE)) {
            return new AdminPlace(place, null);
        }
        try {
            return new AdminPlace(place, Authorities.read(authority).client());
        } catch (IOException bad) {
            throw AdminClient.Refused.failed(
                    ErrorKind.INVALID, "--admin-ca or MOONLET_ADMIN_CA: " + bad.getMessage());
        }
    }

    private boolean isSecure() {
        return text.startsWith(SECURE);
    }

    HttpClient client() {
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(TIMEOUT);
        return (tls == null ? client : client.sslContext(tls)).build();
    }

    HttpRequest.Builder request(String path) throws AdminClient.Refused {
        try {
            URI uri = URI.create((isSecure() ? text : "http://" + text) + "/" + path);
            if (uri.getPort() < 0) {
                throw new IllegalArgumentException("no port");
            }
            return HttpRequest.newBuilder(uri).timeout(TIMEOUT);
        } catch (IllegalArgumentException wrong) {
            throw AdminClient.Refused.failed(
                    ErrorKind.INVALID, "--admin is HOST:PORT or https://HOST:PORT, found " + text);
        }
    }

    /** It answers, but not as a node does. */
    AdminClient.Refused isAnother() {
        return AdminClient.Refused.silence(
                "what answers at " + text + " is no admin API of a node; " + ANOTHER);
    }

    /** It does not answer. */
    AdminClient.Refused isSilent(Exception failed) {
        String trouble = isSecure() ? tlsTrouble(failed) : plainTrouble(failed);
        String why = failed.getMessage() == null ? "" : " (" + failed.getMessage() + ")";
        return AdminClient.Refused.silence(
                trouble == null
                        ? "no node answers at " + text + why + "; " + ANOTHER
                        : "what answers at " + text + trouble);
    }

    /** Null if TLS is not the reason. */
    private String tlsTrouble(Throwable failed) {
        Throwable refused = cause(failed, CertificateException.class);
        if (refused == null) {
            SSLException none = cause(failed, SSLException.class);
            return none == null
                    ? null
                    : " does not speak TLS ("
                            + none.getMessage()
                            + "); a node without node.admin_tls is asked as "
                            + text.substring(SECURE.length());
        }
        if (cause(refused, CertificateExpiredException.class) != null
                || cause(refused, CertificateNotYetValidException.class) != null) {
            return " has a certificate that is not valid now; give it another one (node.tls)";
        }
        return cause(refused, CertPathBuilderException.class) != null
                        || cause(refused, CertPathValidatorException.class) != null
                ? " has a certificate of no authority that is trusted here; name the file with its"
                        + " authority with --admin-ca FILE or MOONLET_ADMIN_CA"
                : " has a certificate for other names ("
                        + refused.getMessage()
                        + "); ask that node by a name that its certificate has";
    }

    /** Null if TLS is not the reason. */
    private String plainTrouble(Exception answer) {
        if (answer instanceof ConnectException || answer instanceof HttpTimeoutException) {
            return null;
        }
        URI uri = URI.create(SECURE + text + "/alive");
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(TIMEOUT).build();
        Throwable failed = null;
        try (HttpClient client = client()) {
            client.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException none) {
            failed = none;
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            return null;
        }
        // Who shows a certificate speaks TLS, whether it is taken or not.
        return failed == null || cause(failed, CertificateException.class) != null
                ? " speaks TLS; ask it as " + SECURE + text
                : null;
    }

    private static <T extends Throwable> T cause(Throwable failed, Class<T> type) {
        return Stream.iterate(failed, thrown -> thrown != null, Throwable::getCause)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElse(null);
    }
}
