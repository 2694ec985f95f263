package moonlet.node;

import moonlet.lua.engine.Limits;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much waits in one mailbox, and who waits for room in it. Senders on any thread take room, the
 * process gives it back as Lua code takes the messages. Messages and bytes share one atomic number,
 * so that a send costs one atomic operation.
 */
final class MailboxQuota extends AtomicLong {
    private static final long serialVersionUID = 1L;
    private static final int BYTES_BITS = 40;
    private static final long ONE_MESSAGE = 1L << BYTES_BITS;
    private static final long BYTES_MASK = ONE_MESSAGE - 1;

    private final transient Limits limits;
    private transient volatile Queue<Runnable> waiting;

    MailboxQuota(Limits limits) {
        this.limits = limits;
    }

    /** Takes room for one message; returns how many wait then, or -1 if there is none. */
    int reserve(int bytes) {
        long taken = addAndGet(ONE_MESSAGE + bytes);
        if (messages(taken) > limits.mailboxMessagesMax()
                || (taken & BYTES_MASK) > limits.mailboxBytesMax()) {
            addAndGet(-ONE_MESSAGE - bytes);
            return -1;
        }
        return (int) messages(taken);
    }

    /** Gives the room of one message back. */
    void release(int bytes) {
        long left = addAndGet(-ONE_MESSAGE - bytes);
        if (waiting != null && hasRoom(left)) {
            wakeAll();
        }
    }

    /** Runs {@code wake} once there is room, which may be at once. */
    void awaitRoom(Runnable wake) {
        synchronized (this) {
            if (waiting == null) {
                waiting = new ConcurrentLinkedQueue<>();
            }
        }
        waiting.add(wake);
        if (hasRoom(get())) {
            wakeAll();
        }
    }

    /** The process has ended: whoever waits finds that out by trying again. */
    void wakeAll() {
        Queue<Runnable> all = waiting;
        if (all != null) {
            for (Runnable wake = all.poll(); wake != null; wake = all.poll()) {
                wake.run();
            }
        }
    }

    private static long messages(long taken) {
        return taken >>> BYTES_BITS;
    }

    /** Enough that waiting senders are not woken for every single message. */
    private boolean hasRoom(long taken) {
        return messages(taken) <= limits.mailboxMessagesMax() / 4 * 3L
                && (taken & BYTES_MASK) <= limits.mailboxBytesMax() / 4 * 3;
    }
}
