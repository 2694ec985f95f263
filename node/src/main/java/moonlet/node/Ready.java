package moonlet.node;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The health check of a container: ends with 0 if the node of this machine takes work. It loads
 * almost no classes, since it runs every few seconds.
 */
public final class Ready {
    private static final int PORT = 7070; // of the admin API, in a container
    private static final int MILLIS_MAX = 3_000;

    private Ready() {}

    public static void main(String[] args) {
        System.exit(isReady() ? 0 : 1);
    }

    private static boolean isReady() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), PORT)) {
            socket.setSoTimeout(MILLIS_MAX);
            OutputStream out = socket.getOutputStream();
            out.write(
                    "GET /ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] head = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            return new String(head, StandardCharsets.US_ASCII).endsWith(" 200");
        } catch (IOException silent) {
            return false;
        }
    }
}
