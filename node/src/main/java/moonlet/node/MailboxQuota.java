package moonlet.node;

import moonlet.lua.engine.Limits;

import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much waits in one mailbox, and who waits for room in it. Senders on any thread take room, the
 * process gives it back as Lua code takes the messages. Messages and bytes share one atomic number,
 * so that a send costs one atomic operation.
 */
final class MailboxQuota extends AtomicLong {
    /** A sender that found no room for a message of this size. */
    private static final class Waiter {
        private final int bytes;
        private final Runnable wake;

        Waiter(int bytes, Runnable wake) {
            this.bytes = bytes;
            this.wake = wake;
        }
    }

    private static final long serialVersionUID = 1L;
    private static final int BYTES_BITS = 40;
    private static final long ONE_MESSAGE = 1L << BYTES_BITS;
    private static final long BYTES_MASK = ONE_MESSAGE - 1;

    private transient volatile Limits limits;
    private transient volatile Queue<Waiter> waiting;

    MailboxQuota(Limits limits) {
        this.limits = limits;
    }

    /** Takes room for one message; returns false if there is none. */
    boolean reserve(int bytes) {
        long taken = addAndGet(ONE_MESSAGE + bytes);
        if (messages(taken) > limits.mailboxMessagesMax()
                || (taken & BYTES_MASK) > limits.mailboxBytesMax()) {
            addAndGet(-ONE_MESSAGE - bytes);
            return false;
        }
        return true;
    }

    /** Takes room for a message that has travelled already; returns false if there was none. */
    boolean take(int bytes) {
        long taken = addAndGet(ONE_MESSAGE + bytes);
        return messages(taken) <= limits.mailboxMessagesMax()
                && (taken & BYTES_MASK) <= limits.mailboxBytesMax();
    }

    /** Of the process whose mailbox it is. */
    Limits limits() {
        return limits;
    }

    /** The process has other code, with limits of its own; senders that wait may have room now. */
    void limits(Limits other) {
        limits = other;
        if (waiting != null) {
            wake(get());
        }
    }

    /** How many messages wait. */
    int messages() {
        return (int) messages(get());
    }

    /** How many bytes the messages that wait count. */
    long bytes() {
        return get() & BYTES_MASK;
    }

    /** Whether a message of this size has room at least while nothing else waits. */
    boolean canHold(int bytes) {
        return bytes <= limits.mailboxBytesMax();
    }

    /** Gives the room of one message back. */
    void release(int bytes) {
        long left = addAndGet(-ONE_MESSAGE - bytes);
        if (waiting != null) {
            wake(left);
        }
    }

    /**
     * Runs {@code wake} once there is room for a message of so many bytes, which may be at once.
     *
     * @return takes the request back
     */
    Runnable awaitRoom(int bytes, Runnable wake) {
        synchronized (this) {
            if (waiting == null) {
                waiting = new ConcurrentLinkedQueue<>();
            }
        }
        Waiter waiter = new Waiter(bytes, wake);
        waiting.add(waiter);
        wake(get());
        return () -> waiting.remove(waiter);
    }

    /** The process has ended: whoever waits finds that out by trying again. */
    void wakeAll() {
        Queue<Waiter> all = waiting;
        if (all != null) {
            for (Waiter waiter = all.poll(); waiter != null; waiter = all.poll()) {
                waiter.wake.run();
            }
        }
    }

    /** Two threads may wake the same sender; the second time is no news to it. */
    private void wake(long taken) {
        if (!isWorthWaking(messages(taken))) {
            return;
        }
        long bytesLeft = limits.mailboxBytesMax() - (taken & BYTES_MASK);
        for (Iterator<Waiter> all = waiting.iterator(); all.hasNext(); ) {
            Waiter waiter = all.next();
            if (waiter.bytes <= bytesLeft) {
                all.remove();
                waiter.wake.run();
            }
        }
    }

    private static long messages(long taken) {
        return taken >>> BYTES_BITS;
    }

    /** Room for several, so that waiting senders are not woken for every single message. */
    private boolean isWorthWaking(long messages) {
        int max = limits.mailboxMessagesMax();
        return messages < max && messages <= max - max / 4;
    }
}
