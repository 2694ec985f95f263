package moonlet.node.cluster;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Finds out whether the process of a node is gone, rather than silent. */
final class DeathProbe {
    private static final int PROBES = 2;
    private static final int PAUSE_MILLIS = 20;
    private static final int TIMEOUT_MILLIS = 500;

    private DeathProbe() {}

    /**
     * Whether the machine answers, and says twice that nobody is at the port. Again and again: a
     * process that dies closes its sockets one after the other.
     *
     * @param link where the node takes connections of other nodes
     * @param place where it was when there was a connection with it; null, and nothing is proved,
     *     if there was none. Its name may lead to another machine by now, and that nobody is there
     *     says nothing of the node
     */
    static boolean isGone(InetSocketAddress link, InetAddress place) throws InterruptedException {
        return place != null && refuses(new InetSocketAddress(place, link.getPort()));
    }

    private static boolean refuses(InetSocketAddress place) throws InterruptedException {
        for (int probe = 0; probe < PROBES; probe++) {
            if (probe > 0) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
            try {
                Handshake.connectThere(place, TIMEOUT_MILLIS).close();
                return false;
            } catch (ConnectException refused) {
                // go on
            } catch (IOException unknown) { // a timeout, no route
                return false;
            }
        }
        return true;
    }
}
