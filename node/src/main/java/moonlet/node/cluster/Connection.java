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
 */
final class Connection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final int WRITE_BYTES = 128 << 10; // at first
    private static final int LITTLE_BYTES = 2 << 10; // a dozen messages
    private static final long SPIN_NANOS = 50_000;

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
        long tickAt = System.nanoTime();
        long spinUntil = tickAt;
        while (channel.socket().isOpen()) {
            // An answer often comes at once: while no other thread wants the core, look for it.
            long now = System.nanoTime();
            boolean spins = spinUntil - now > 0 && !halfWritten && thread.othersAreIdle();
            if (!spins || tickAt - now <= 0) {
                tickAt = peer.tick();
            }
            if (!spins && !goOn && !readable) {
                selector.select(this::ready, Math.max(1, (tickAt - now) / 1_000_000));
            }
            if ((spins || readable) && read(peer, thread)) {
                tickAt = System.nanoTime(); // what was said may have to be answered
                spinUntil = tickAt + SPIN_NANOS;
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

    /** Returns whether there was anything. Of little, what comes of it is done here as well. */
    private boolean read(Peer peer, Visitor thread) throws IOException {
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
        return bytes > 0;
    }
}
