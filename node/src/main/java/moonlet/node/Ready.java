package moonlet.node;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * The health check of a container: ends with 0 if the node of this machine takes work. It loads
 * almost no classes, since it runs every few seconds; more only where the node speaks TLS.
 */
public final class Ready {
    private static final int PORT = 7070; // of the admin API, in a container
    private static final int MILLIS_MAX = 3_000;

    private Ready() {}

    public static void main(String[] args) {
        System.exit(isReady(PORT) ? 0 : 1);
    }

    static boolean isReady(int port) {
        try {
            String answer = answer(new Socket(InetAddress.getLoopbackAddress(), port));
            return answer.startsWith("HTTP/")
                    ? answer.endsWith(" 200")
                    : answer(Encrypted.socket(port)).endsWith(" 200");
        } catch (IOException silent) {
            return false;
        }
    }

    /** The beginning of the answer; empty where the connection ends without one. */
    private static String answer(Socket opened) throws IOException {
        try (Socket socket = opened) {
            socket.setSoTimeout(MILLIS_MAX);
            OutputStream out = socket.getOutputStream();
            out.write(
                    "GET /ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] head = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            return new String(head, StandardCharsets.US_ASCII);
        } catch (SocketException closed) {
            return "";
        }
    }

    /** Whatever certificate it is: who answers on this machine is asked nothing but how it is. */
    private static final class Encrypted implements X509TrustManager {
        static Socket socket(int port) throws IOException {
            try {
                SSLContext context = SSLContext.getInstance("TLSv1.3");
                context.init(null, new TrustManager[] {new Encrypted()}, null);
                return context.getSocketFactory()
                        .createSocket(InetAddress.getLoopbackAddress(), port);
            } catch (GeneralSecurityException none) {
                throw new IOException(none);
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            // none is asked for
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            // any will do
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
