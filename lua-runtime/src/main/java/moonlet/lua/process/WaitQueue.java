package moonlet.lua.process;

import moonlet.lua.engine.Retained;

import org.luaj.vm2.LuaValue;

import java.util.ArrayDeque;

/** The coroutines that wait for one channel, on one side of it, in the order they came. */
final class WaitQueue {
    /** A coroutine, and the value that it wants to send (nil for a receiver). */
    record Entry(Wait waiter, LuaValue value) {}

    private ArrayDeque<Entry> entries;

    void add(Wait wait, LuaValue value) {
        if (entries == null) {
            entries = new ArrayDeque<>(2);
        }
        entries.add(new Entry(wait, value));
    }

    /** The values that wait to be sent. */
    void addValues(Retained retained) {
        if (entries != null) {
            entries.forEach(entry -> retained.add(entry.value));
        }
    }

    /** The first that still waits, or null. */
    Entry peek() {
        if (entries == null) {
            return null;
        }
        Entry first = entries.peek();
        while (first != null && first.waiter.isDone()) {
            entries.poll(); // a select that another channel has served
            first = entries.peek();
        }
        return first;
    }

    /** Takes the first that still waits out, or returns null. */
    Entry poll() {
        Entry first = peek();
        if (first != null) {
            entries.poll();
        }
        return first;
    }

    /** Takes out a select that was served elsewhere. */
    void remove(Wait wait) {
        entries.removeIf(entry -> entry.waiter == wait);
    }
}
