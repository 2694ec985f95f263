package moonlet.lua.process;

import moonlet.protocol.Signal;

import java.util.function.Predicate;

/**
 * Messages in the order in which they reached the process, each with its place in that order, so
 * that queues can be taken apart and put together again. A ring that grows and shrinks; it holds
 * nothing until the first message.
 */
final class MessageQueue {
    private static final int CAPACITY_MIN = 8;

    private Signal.Message[] messages;
    private long[] places;
    private int head;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** {@code place} is greater than that of every message in the queue. */
    void add(Signal.Message message, long place) {
        if (messages == null || size == messages.length) {
            resize(messages == null ? CAPACITY_MIN : size * 2);
        }
        int at = head + size++ & messages.length - 1;
        messages[at] = message;
        places[at] = place;
    }

    /** Takes the oldest message; the queue must not be empty. */
    Signal.Message poll() {
        Signal.Message message = messages[head];
        messages[head] = null;
        head = head + 1 & messages.length - 1;
        size--;
        if (size == 0 && messages.length > CAPACITY_MIN) {
            messages = null; // a burst is over; its room is given back
            head = 0;
        }
        return message;
    }

    /** Takes all messages that {@code wanted} accepts, oldest first, into a new queue. */
    MessageQueue extract(Predicate<Signal.Message> wanted) {
        MessageQueue taken = new MessageQueue();
        MessageQueue kept = new MessageQueue();
        while (!isEmpty()) {
            long place = places[head];
            Signal.Message message = poll();
            (wanted.test(message) ? taken : kept).add(message, place);
        }
        become(kept);
        return taken;
    }

    /** Puts the messages of another queue in where they belong by age. */
    void merge(MessageQueue other) {
        if (other.isEmpty()) {
            return;
        }
        MessageQueue merged = new MessageQueue();
        while (!isEmpty() || !other.isEmpty()) {
            boolean own = other.isEmpty() || !isEmpty() && places[head] < other.places[other.head];
            MessageQueue older = own ? this : other;
            long place = older.places[older.head];
            merged.add(older.poll(), place);
        }
        become(merged);
    }

    private void become(MessageQueue other) {
        messages = other.messages;
        places = other.places;
        head = other.head;
        size = other.size;
    }

    private void resize(int capacity) {
        Signal.Message[] moved = new Signal.Message[capacity];
        long[] movedPlaces = new long[capacity];
        for (int i = 0; i < size; i++) {
            int from = head + i & messages.length - 1;
            moved[i] = messages[from];
            movedPlaces[i] = places[from];
        }
        messages = moved;
        places = movedPlaces;
        head = 0;
    }
}
