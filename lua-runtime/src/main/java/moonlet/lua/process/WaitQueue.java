package moonlet.lua.process;

import moonlet.lua.engine.Retained;

import org.luaj.vm2.LuaValue;

/**
 * The coroutines that wait for one channel, on one side of it, in the order they came. A list,
 * since nearly always it has one entry or none, and every parked process has such a queue.
 */
final class WaitQueue {
    /** A coroutine, and the value that it wants to send (nil for a receiver). */
    static final class Entry {
        private final Wait waiter;
        private final LuaValue value;
        private Entry next;

        private Entry(Wait waiter, LuaValue value) {
            this.waiter = waiter;
            this.value = value;
        }

        Wait waiter() {
            return waiter;
        }

        LuaValue value() {
            return value;
        }
    }

    private Entry first;
    private Entry last;

    void add(Wait wait, LuaValue value) {
        Entry added = new Entry(wait, value);
        if (first == null) {
            first = added;
        } else {
            last.next = added;
        }
        last = added;
    }

    /** The values that wait to be sent. */
    void addValues(Retained retained) {
        for (Entry entry = first; entry != null; entry = entry.next) {
            retained.add(entry.value);
        }
    }

    /** The first that still waits, or null. */
    Entry peek() {
        while (first != null && first.waiter.isDone()) {
            drop(); // a select that another channel has served
        }
        return first;
    }

    /** Takes the first that still waits out, or returns null. */
    Entry poll() {
        Entry polled = peek();
        if (polled != null) {
            drop();
        }
        return polled;
    }

    /** Takes out a select that was served elsewhere. */
    void remove(Wait wait) {
        Entry before = null;
        for (Entry entry = first; entry != null; entry = entry.next) {
            if (entry.waiter != wait) {
                before = entry;
            } else if (before == null) {
                drop();
            } else {
                before.next = entry.next;
                last = entry == last ? before : last;
            }
        }
    }

    private void drop() {
        first = first.next;
        if (first == null) {
            last = null;
        }
    }
}
