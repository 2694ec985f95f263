package moonlet.node.cluster;

import java.io.IOException;
import java.net.ConnectException;
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
     */
    static boolean isGone(InetSocketAddress link) throws InterruptedException {
        for (int probe = 0; probe < PROBES; probe++) {
            if (probe > 0) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
            try {
                Handshake.connect(link, TIMEOUT_MILLIS).close();
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
