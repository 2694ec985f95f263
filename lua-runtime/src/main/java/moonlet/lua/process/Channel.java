package moonlet.lua.process;

import moonlet.lua.engine.Holder;
import moonlet.lua.engine.Raised;
import moonlet.lua.engine.Retained;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Signal;

import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.util.ArrayDeque;

/**
 * A channel between the coroutines of one process, or from the process's mailbox, events or timers
 * to them. Receivers and senders are served first come, first served.
 */
final class Channel extends Userdata implements Holder {
    private static final int BYTES = 120;
    private static final int PLACE_BYTES = 8; // of a value that waits

    private final LuaProcess process;
    private final int capacity;
    private ArrayDeque<LuaValue> values;
    private final WaitQueue receivers = new WaitQueue();
    private final WaitQueue senders = new WaitQueue();
    private Topic topic; // what it takes from the mailbox; null for none
    private boolean carriesEvents;
    private boolean filledByRuntime; // a program can only receive from it
    private boolean closed;

    private Channel(LuaProcess process, int capacity) {
        super(ChannelModule.METATABLE);
        this.process = process;
        this.capacity = capacity;
    }

    static Channel create(LuaProcess process, int capacity) {
        process.allocate(BYTES);
        return new Channel(process, capacity);
    }

    /** One that the runtime fills with {@link #offer}, which never waits. */
    static Channel unbounded(LuaProcess process) {
        Channel channel = new Channel(process, Integer.MAX_VALUE);
        channel.filledByRuntime = true;
        return channel;
    }

    /** The one for events, which tells the process when one was read. */
    static Channel events(LuaProcess process) {
        Channel channel = unbounded(process);
        channel.carriesEvents = true;
        return channel;
    }

    /** Events that the old code of this process has not read. */
    void inherit(Channel before) {
        if (before.values != null) {
            for (LuaValue event : before.values) {
                if (!Events.isOutdated(event)) {
                    values().add(event);
                }
            }
        }
    }

    static Channel fromMailbox(LuaProcess process, Topic topic) {
        Channel channel = new Channel(process, 0);
        channel.topic = topic;
        channel.filledByRuntime = true;
        return channel;
    }

    /** Raises where a program wants to send on, or close, a channel that is not its own. */
    void requireOwn(String what) {
        if (filledByRuntime) {
            throw new Raised(
                    "cannot "
                            + what
                            + " this channel: it is filled by the runtime, a program only receives");
        }
    }

    Topic topic() {
        return topic;
    }

    void subscribe(Topic wanted) {
        topic = wanted;
    }

    /** Ends the subscription and closes the channel; returns the messages nobody took. */
    MessageQueue unsubscribe() {
        MessageQueue left = topic.messages;
        topic.messages = new MessageQueue();
        close();
        return left;
    }

    /** A message for this channel, straight to who waits for it, else into its queue. */
    void arrived(Signal.Message message, long place) {
        WaitQueue.Entry receiver = receivers.poll();
        if (receiver == null) {
            topic.messages.add(message, place);
        } else {
            complete(receiver, open(message), true);
        }
    }

    /** Gives waiting receivers what has come into the topic's queue from elsewhere. */
    void serveReceivers() {
        while (!topic.messages.isEmpty() && receivers.peek() != null) {
            complete(receivers.poll(), open(topic.messages.poll()), true);
        }
    }

    /** A value from the runtime; does nothing if the channel is closed. */
    void offer(LuaValue value) {
        if (closed) {
            return;
        }
        put(value);
    }

    /** As {@link #offer}, but drops the value if {@code max} wait already. */
    void offerUpTo(int max, LuaValue value) {
        if (values == null || values.size() < max) {
            offer(value);
        }
    }

    Varargs receive() {
        if (canReceive()) {
            boolean ok = hasValue();
            return ok ? varargsOf(take(), TRUE) : varargsOf(NIL, FALSE);
        }
        process.requireStarted("a receive that waits");
        Wait wait = new Wait(process.scheduler().current());
        awaitReceive(wait);
        process.scheduler().suspend();
        return varargsOf(wait.value, valueOf(wait.ok));
    }

    Varargs send(LuaValue value) {
        if (canSend()) {
            put(value);
            return TRUE;
        }
        process.requireStarted("a send that waits");
        Wait wait = new Wait(process.scheduler().current());
        awaitSend(wait, value);
        process.scheduler().suspend();
        return wait.ok ? TRUE : Fault.results(ErrorKind.CANCELED, "channel closed");
    }

    void close() {
        if (closed) {
            return;
        }
        closed = true;
        while (receivers.peek() != null) {
            complete(receivers.poll(), NIL, false);
        }
        while (senders.peek() != null) {
            complete(senders.poll(), NIL, false);
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** Whether a receive would not wait: there is a value, or never will be. */
    boolean canReceive() {
        return hasValue() || closed;
    }

    boolean hasValue() {
        return values != null && !values.isEmpty()
                || topic != null && !topic.messages.isEmpty()
                || senders.peek() != null;
    }

    /** Takes a value; there must be one. */
    LuaValue take() {
        if (values != null && !values.isEmpty()) {
            LuaValue value = handedOut(values.poll());
            WaitQueue.Entry sender = senders.poll();
            if (sender != null) {
                values.add(sender.value());
                complete(sender, sender.value(), true);
            }
            return value;
        }
        if (topic != null && !topic.messages.isEmpty()) {
            return open(topic.messages.poll());
        }
        WaitQueue.Entry sender = senders.poll();
        complete(sender, sender.value(), true);
        return sender.value();
    }

    /** Whether a send would not wait; raises on a closed channel, as every send on one does. */
    boolean canSend() {
        if (closed) {
            throw new Raised("send on closed channel");
        }
        return receivers.peek() != null || (values == null ? 0 : values.size()) < capacity;
    }

    /** Sends where {@link #canSend} said it would not wait. */
    void put(LuaValue value) {
        WaitQueue.Entry receiver = receivers.poll();
        if (receiver != null) {
            complete(receiver, handedOut(value), true);
        } else {
            process.allocate(PLACE_BYTES);
            values().add(value);
        }
    }

    void awaitReceive(Wait wait) {
        receivers.add(wait, NIL);
    }

    void awaitSend(Wait wait, LuaValue value) {
        senders.add(wait, value);
    }

    /** A select that stood in the queue of receivers was served elsewhere. */
    void leaveReceivers(Wait wait) {
        receivers.remove(wait);
    }

    /** A select that stood in the queue of senders was served elsewhere. */
    void leaveSenders(Wait wait) {
        senders.remove(wait);
    }

    private LuaValue open(Signal.Message message) {
        process.world().consumed(message.payload().bytes());
        process.allocate(message.payload().bytes());
        return topic.open(message, process);
    }

    private LuaValue handedOut(LuaValue value) {
        if (carriesEvents) {
            process.lifeEvents().handedOut((LuaTable) value);
        }
        return value;
    }

    private void complete(WaitQueue.Entry entry, LuaValue value, boolean ok) {
        entry.waiter().complete(this, value, ok);
        process.scheduler().ready(entry.waiter().task());
    }

    /** What lies in the mailbox is none of it: that has limits of its own. */
    @Override
    public long hold(Retained retained) {
        if (values != null) {
            values.forEach(retained::add);
        }
        senders.addValues(retained);
        return BYTES;
    }

    private ArrayDeque<LuaValue> values() {
        if (values == null) {
            values = new ArrayDeque<>(4);
        }
        return values;
    }
}
