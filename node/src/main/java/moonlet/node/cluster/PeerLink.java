package moonlet.node.cluster;

import moonlet.node.dispatch.Visitor;
import moonlet.node.dispatch.Visitors;
import moonlet.node.link.BadFrame;
import moonlet.protocol.codec.BadWire;
import moonlet.protocol.wire.Hello;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Keeps the connection with one peer: a thread of its own, which dials or waits to be dialed,
 * reads, and begins anew when the connection breaks. The node with the smaller name dials.
 *
 * <p>The connection is the peer's tether too: when it breaks and the peer's machine refuses two
 * more connections, then the peer's process is gone.
 */
final class PeerLink implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(PeerLink.class);
    private static final int RETRY_MILLIS = 50;
    private static final int RETRY_MAX_MILLIS = 1_000;

    private final Self self;
    private final Peer peer;
    private final Handshake handshake;
    private final Consumer<Member> gone;
    private final BlockingQueue<Handshake.Greeted> dialed = new ArrayBlockingQueue<>(1);
    private final Visitor thread;
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile Connection connection;
    private volatile InetAddress place; // of the peer when it was connected last; or null

    /**
     * @param gone told when the peer's process is found gone
     */
    PeerLink(Self self, Peer peer, Handshake handshake, Visitors threads, Consumer<Member> gone) {
        this.self = self;
        this.peer = peer;
        this.handshake = handshake;
        this.gone = gone;
        this.thread = threads.unstarted("moonlet-link-" + peer.member().name(), this);
    }

    void start() {
        thread.start();
    }

    Peer peer() {
        return peer;
    }

    /** Where the peer was when it was connected last; null if it never was. */
    InetAddress place() {
        return place;
    }

    /** The peer has dialed; what was before is void, and closes. */
    void dialed(Handshake.Greeted fresh) {
        Handshake.Greeted unused = dialed.poll();
        if (unused != null) {
            closeQuietly(unused.channel());
        }
        if (!dialed.offer(fresh)) {
            closeQuietly(fresh.channel()); // another is as fresh
        }
        closeConnection();
    }

    /** The peer is lost, or this node ends. */
    void close() {
        end.countDown();
        closeConnection();
    }

    @Override
    public void run() {
        int retryMillis = RETRY_MILLIS;
        boolean broken = false; // there was a connection, and there is none now
        while (!isClosed()) {
            try {
                if (serveOne()) {
                    retryMillis = RETRY_MILLIS;
                    broken = true;
                }
                // Unknown is left to the resolver.
                if (broken
                        && !isClosed()
                        && dialed.isEmpty()
                        && DeathProbe.isGone(peer.member().link(), place)) {
                    gone.accept(peer.member());
                }
                peer.tick();
                end.await(dials() ? retryMillis : 1, TimeUnit.MILLISECONDS);
                retryMillis = Math.min(2 * retryMillis, RETRY_MAX_MILLIS);
            } catch (InterruptedException end) {
                return; // nobody does that
            }
        }
    }

    /** Returns whether there was a connection. */
    private boolean serveOne() throws InterruptedException {
        try (Connection open = open()) {
            if (open == null) {
                return false;
            }
            LOG.atDebug().addKeyValue("peer", peer.member()).log("link connected");
            connection = open;
            place = Handshake.lookUp(peer.member().link(), place);
            if (isClosed()) {
                return true;
            }
            open.serve(peer, thread);
            return true;
        } catch (IOException | ClosedSelectorException | CancelledKeyException broken) {
            if (!isClosed()) {
                LOG.atDebug()
                        .addKeyValue("peer", peer.member())
                        .addKeyValue("why", broken.toString())
                        .log("link broken");
            }
            return connection != null;
        } catch (BadWire | BadFrame broken) {
            LOG.atWarn()
                    .addKeyValue("peer", peer.member())
                    .addKeyValue("why", broken.getMessage())
                    .log("the peer broke the protocol of the link; the connection begins anew");
            return true;
        } catch (RuntimeException bug) {
            LOG.atError()
                    .setCause(bug)
                    .addKeyValue("peer", peer.member())
                    .log("link failed; the connection begins anew");
            return true;
        } finally {
            peer.writer().disconnected();
            connection = null;
        }
    }

    private Connection open() throws IOException, InterruptedException {
        if (!dials()) {
            Handshake.Greeted next = dialed.poll(RETRY_MILLIS, TimeUnit.MILLISECONDS);
            return next == null ? null : connected(next);
        }
        Hello hello = peer.hello(self);
        Handshake.Greeted answered = handshake.dial(peer.member().link(), hello);
        String refusal = self.refusal(answered.hello());
        if (refusal != null) {
            answered.channel().close();
            throw new IOException(refusal);
        }
        return connected(answered);
    }

    private Connection connected(Handshake.Greeted greeted) throws IOException {
        Connection open = handshake.connection(greeted.channel());
        peer.connected(open, greeted.hello());
        return open;
    }

    private boolean isClosed() {
        return end.getCount() == 0;
    }

    private boolean dials() {
        return self.name().compareTo(peer.member().name()) < 0;
    }

    private void closeConnection() {
        Connection open = connection;
        if (open != null) {
            open.close();
        }
    }

    private static void closeQuietly(LinkChannel channel) {
        try {
            channel.close();
        } catch (IOException late) {
            LOG.atDebug().setCause(late).log("connection did not close well");
        }
    }
}
