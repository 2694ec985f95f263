package moonlet.node.cluster;

import moonlet.protocol.NodeStart;
import moonlet.protocol.wire.Hello;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Semaphore;

/** Takes the connections that other nodes dial, and hands each to the link of its node. */
final class LinkListener implements AutoCloseable, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(LinkListener.class);
    private static final int HANDSHAKES_MAX = 64;
    private static final int BACKLOG = 128;

    private final Self self;
    private final Peers peers;
    private final Handshake handshake;
    private final ServerSocketChannel server;
    private final Semaphore handshakes = new Semaphore(HANDSHAKES_MAX);

    private LinkListener(Self self, Peers peers, Handshake handshake, ServerSocketChannel server) {
        this.self = self;
        this.peers = peers;
        this.handshake = handshake;
        this.server = server;
    }

    /**
     * Binds the port: from here on the node is known to be alive.
     *
     * @throws IOException if it is taken, or the host is not this machine's
     */
    static ServerSocketChannel bind(String host, int port) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            server.bind(new InetSocketAddress(host, port), BACKLOG);
            return server;
        } catch (IOException | RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    static LinkListener start(
            Self self, Peers peers, Handshake handshake, ServerSocketChannel server) {
        LinkListener listener = new LinkListener(self, peers, handshake, server);
        Thread.ofPlatform().daemon().name("moonlet-link-listener").start(listener);
        return listener;
    }

    @Override
    public void run() {
        while (server.isOpen()) {
            try {
                SocketChannel channel = server.accept();
                if (handshakes.tryAcquire()) {
                    Thread.ofVirtual().start(() -> handshake(channel));
                } else {
                    channel.close(); // who dials tries again
                }
            } catch (IOException closedOrExhausted) {
                if (server.isOpen()) {
                    LOG.atWarn().setCause(closedOrExhausted).log("cannot accept a connection");
                    pause();
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException late) {
            LOG.atDebug().setCause(late).log("listener did not close well");
        }
    }

    private void handshake(SocketChannel channel) {
        boolean taken = false;
        try {
            taken = answer(handshake.accept(channel));
        } catch (IOException | RuntimeException failed) {
            // Also what only asks whether somebody is here ends like this.
            LOG.atDebug().addKeyValue("why", failed.toString()).log("no hello on a connection");
        } finally {
            handshakes.release();
            if (!taken) {
                close(channel);
            }
        }
    }

    /** Both sides learn who the other is, also where this one does not want it. */
    private boolean answer(Handshake.Greeted greeted) throws IOException {
        Hello hello = greeted.hello();
        String refusal = self.refusal(hello);
        PeerLink link = refusal == null ? peers.link(hello) : null;
        Hello answer =
                link != null
                        ? link.peer().hello(self)
                        : self.hello(
                                new NodeStart(hello.node(), hello.incarnation()), Hello.REFUSED);
        if (link != null) {
            // Before the answer: when it comes, what was before has ended here.
            handshake.say(greeted.channel(), answer);
            link.dialed(greeted);
            return true;
        }
        LOG.atDebug().addKeyValue("why", refusal).log("connection refused");
        handshake.say(greeted.channel(), answer);
        return false;
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException late) {
            LOG.atDebug().setCause(late).log("connection did not close well");
        }
    }
}
