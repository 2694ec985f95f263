package moonlet.node.dispatch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The tasks that a worker gave itself: first in, first out, bounded. Only its worker adds; any
 * worker takes.
 */
final class LocalQueue {
    private static final int CAPACITY = 256; // a power of two
    private static final VarHandle HEAD = head();

    private final AtomicReferenceArray<Runnable> tasks = new AtomicReferenceArray<>(CAPACITY);
    private volatile long head;
    private volatile long tail; // written by the owner only

    boolean isEmpty() {
        return head == tail;
    }

    int size() {
        return (int) Math.max(0, tail - head);
    }

    /** Returns false if there is no room. */
    boolean offer(Runnable task) {
        long at = tail;
        if (at - head >= CAPACITY) {
            return false;
        }
        tasks.setRelease((int) at & CAPACITY - 1, task);
        tail = at + 1;
        return true;
    }

    /** The first task, or null; for the worker whose queue it is. */
    Runnable poll() {
        return poll(1);
    }

    /**
     * The first task if others are behind it, or null. A lone task stays with its worker, which is
     * about to finish its turn: two processes that answer each other, or a thousand in a ring, stay
     * on one core instead of changing it with every message (three times as fast).
     */
    Runnable steal() {
        return poll(2);
    }

    private Runnable poll(int least) {
        while (true) {
            long at = head;
            if (tail - at < least) {
                return null;
            }
            // The place is written again only after head has passed it, and then this CAS fails.
            Runnable task = tasks.getAcquire((int) at & CAPACITY - 1);
            if (HEAD.compareAndSet(this, at, at + 1)) {
                return task;
            }
        }
    }

    private static VarHandle head() {
        try {
            return MethodHandles.lookup().findVarHandle(LocalQueue.class, "head", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }
}
