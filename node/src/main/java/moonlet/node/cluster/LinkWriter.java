package moonlet.node.cluster;

import moonlet.node.link.LinkSession;
import moonlet.protocol.wire.Frame;

/**
 * Writes what a link has to say on the connection that there is. One thread writes at a time: who
 * comes while another writes leaves what it added to that one.
 */
final class LinkWriter {
    private static final int FRAMES_PER_TURN = 16;

    private final Object lock;
    private final LinkSession session;
    private Connection connection; // null while there is none
    private boolean writing; // somebody has taken a frame, and goes on until there is none

    /**
     * @param lock of the peer, under which the session is used
     */
    LinkWriter(Object lock, LinkSession session) {
        this.lock = lock;
        this.session = session;
    }

    /** Called under the lock. */
    void connected(Connection fresh) {
        connection = fresh;
        writing = false;
    }

    void disconnected() {
        synchronized (lock) {
            connection = null;
            writing = false;
        }
    }

    boolean isConnected() {
        synchronized (lock) {
            return connection != null;
        }
    }

    /** Writes what there is to write, unless somebody does already. */
    void flush() {
        Connection out;
        Frame frame;
        synchronized (lock) {
            if (writing || connection == null) {
                return;
            }
            frame = session.next(System.nanoTime());
            writing = frame != null;
            out = connection;
        }
        write(out, frame);
    }

    /** A connection that took no more takes more again, or was left to its own thread. */
    void goOn(Connection out) {
        write(out, next(out));
    }

    /** Whoever writes also writes what others add meanwhile, for a while. */
    private void write(Connection out, Frame first) {
        Frame frame = first;
        for (int written = 1; frame != null; written++) {
            if (!out.write(frame)) {
                return; // the thread of the connection goes on when it takes more
            }
            if (written == FRAMES_PER_TURN) {
                out.goOn();
                return;
            }
            frame = next(out);
        }
    }

    private Frame next(Connection out) {
        synchronized (lock) {
            if (connection != out) {
                return null;
            }
            Frame frame = session.next(System.nanoTime());
            writing = frame != null;
            return frame;
        }
    }
}
