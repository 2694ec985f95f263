package moonlet.node.cluster;

import moonlet.node.dispatch.Visitor;
import moonlet.protocol.codec.FrameCodec;
import moonlet.protocol.wire.Frame;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/**
 * One TCP connection with a peer. Its own thread reads, and writes what the socket did not take at
 * once; else whoever has something to say writes it himself. One thread writes at a time: see
 * {@link LinkWriter}.
 *
 * <p>It sleeps until there is something to read, and never waits actively: the kernel likes to wake
 * who reads on the core of who wrote, and there a thread that waits actively keeps the core from
 * the one that would answer. Between two JVMs on 2 cores, a round trip took 76 µs at the median and
 * 12,600 a second went through while it did so for 50 µs; asleep 28 µs, and 24,700.
 */
final class Connection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final int WRITE_BYTES = 128 << 10; // at first
    private static final int LITTLE_BYTES = 2 << 10; // a dozen messages
    private static final int ROUNDS_AT_A_TIME = 1 << 16; // a few seconds of a busy link

    private final LinkChannel channel;
    private final FrameCodec codec;
    private final Selector selector;
    private final SelectionKey key;
    private ByteBuffer out; // between two frames empty, and ready to be filled
    private final ByteBuffer in;
    private volatile boolean goOn; // the writer has left the rest to the thread of the connection
    private volatile boolean halfWritten; // the frame in out
    private boolean readable;

    /** Over a channel on which both have said hello, in blocking mode until now. */
    Connection(LinkChannel channel, FrameCodec codec) throws IOException {
        this.channel = channel;
        this.codec = codec;
        this.out = ByteBuffer.allocateDirect(WRITE_BYTES);
        this.in = ByteBuffer.allocateDirect(codec.frameBytesMax()).flip();
        this.selector = Selector.open();
        channel.unblock();
        this.key = channel.socket().register(selector, SelectionKey.OP_READ);
        this.readable = channel.hasMore();
    }

    /**
     * Writes a frame, or begins to.
     *
     * @return false if the socket takes no more: the thread of the connection goes on when it does
     */
    boolean write(Frame frame) {
        out = codec.write(frame, out).flip();
        return writeOut();
    }

    /** The thread of the connection is to go on writing. */
    void goOn() {
        goOn = true;
        selector.wakeup();
    }

    /**
     * Reads and writes until the connection breaks or is closed.
     *
     * @param thread that calls this
     * @throws IOException when it breaks
     */
    void serve(Peer peer, Visitor thread) throws IOException {
        while (channel.socket().isOpen()) {
            serveMany(peer, thread);
        }
    }

    /** Returns now and then, for the reason that a worker has ({@code PoolWorker.runMany}). */
    private void serveMany(Peer peer, Visitor thread) throws IOException {
        for (int i = 0; i < ROUNDS_AT_A_TIME && channel.socket().isOpen(); i++) {
            long tickAt = peer.tick();
            if (!goOn && !readable) {
                selector.select(this::ready, millisUntil(tickAt));
            }
            if (readable) {
                read(peer, thread);
            }
            readable = channel.hasMore();
            if (goOn) {
                goOn = false;
                if (!halfWritten || writeOut()) {
                    peer.writer().goOn(this);
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            selector.close();
            channel.close();
        } catch (IOException late) {
            LOG.atDebug().setCause(late).log("connection did not close well");
        }
    }

    private void ready(SelectionKey ready) {
        readable = ready.isReadable();
        if (ready.isWritable()) {
            ready.interestOps(SelectionKey.OP_READ);
            goOn = true;
        }
    }

    private boolean writeOut() {
        try {
            halfWritten = !channel.write(out);
            if (halfWritten) {
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                selector.wakeup();
                return false;
            }
        } catch (IOException | CancelledKeyException broken) {
            close(); // the thread of the connection sees that, and deals with it
            return false;
        }
        out.clear();
        return true;
    }

    /** Of little, what comes of it is done here as well. */
    private void read(Peer peer, Visitor thread) throws IOException {
        in.compact();
        int bytes = channel.read(in);
        in.flip();
        if (bytes < 0) {
            throw new EOFException("the other side closed the connection");
        }
        thread.beginBatch(bytes <= LITTLE_BYTES);
        try {
            for (Frame frame = codec.read(in); frame != null; frame = codec.read(in)) {
                peer.reader().receive(frame);
            }
        } finally {
            thread.endBatch();
        }
    }

    private static long millisUntil(long nanoTime) {
        return Math.max(1, (nanoTime - System.nanoTime()) / 1_000_000);
    }
}
