package moonlet.lua.process;

import moonlet.lua.engine.Raised;
import moonlet.lua.engine.Retained;
import moonlet.protocol.Signal;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * Which channel gets which message. The rule is applied to messages as they are when they are
 * taken: the exact topic, else the inbox if the process has one, else the message stays until some
 * later {@code listen} or {@code inbox} asks for it (specification §4).
 */
final class Mailbox {
    private final LuaProcess process;
    private Map<String, Channel> listeners = Map.of();
    private Channel inbox;
    private Channel events;
    private MessageQueue unclaimed;
    private long place;

    Mailbox(LuaProcess process) {
        this.process = process;
    }

    void add(Signal.Message message) {
        Channel channel = listeners.get(message.topic());
        if (channel == null) {
            if (isOfRuntime(message.topic())) {
                process.world().consumed(message.payload().bytes());
                return; // of a subscription that was closed while it was on its way
            }
            channel = inbox;
        }
        if (channel != null) {
            channel.arrived(message, ++place);
        } else {
            unclaimed().add(message, ++place);
        }
    }

    /** The channel of one topic; the same until it is unlistened. */
    Channel listen(String topic, boolean asMessages) {
        Channel channel = listeners.get(topic);
        if (channel == null) {
            channel = Channel.fromMailbox(process, new Topic(topic, asMessages));
            bind(topic, channel);
        } else if (asMessages) {
            channel.topic().asMessages = true;
        }
        return channel;
    }

    /** Lets a channel of the program's own take the messages of a topic. */
    void subscribe(String topic, Channel channel) {
        channel.subscribe(new Topic(topic, false));
        bind(topic, channel);
    }

    boolean isTaken(String topic) {
        return listeners.containsKey(topic);
    }

    /** How many topics the process listens to. */
    int topics() {
        return listeners.size();
    }

    /** Ends a subscription; what the channel has not taken falls to the inbox rule again. */
    boolean unlisten(Channel channel) {
        Topic topic = channel.topic();
        if (topic == null || topic.name == null || listeners.get(topic.name) != channel) {
            return false;
        }
        listeners.remove(topic.name);
        MessageQueue left = channel.unsubscribe();
        if (isOfRuntime(topic.name)) {
            drop(left);
        } else if (inbox == null) {
            unclaimed().merge(left);
        } else {
            inbox.topic().messages.merge(left);
            inbox.serveReceivers();
        }
        return true;
    }

    Channel inbox() {
        if (inbox == null) {
            inbox = Channel.fromMailbox(process, new Topic(null, true));
            if (unclaimed != null) {
                inbox.topic().messages = unclaimed;
                unclaimed = null;
            }
        }
        return inbox;
    }

    /** Life-cycle events, kept until they are read. */
    Channel events() {
        if (events == null) {
            events = Channel.events(process);
        }
        return events;
    }

    /** Takes over what the process has not read yet, in the order in which it came. */
    void inherit(Mailbox before) {
        process.world().facilities().events().closeAll();
        unclaimed = before.undelivered();
        place = before.place;
        if (before.events != null) {
            events().inherit(before.events);
            if (events.hasValue()) {
                process.memory().ask(); // nobody knows how much they hold
            }
        }
        if (unclaimed != null) {
            process.owe(unclaimed.size() >> 4);
        }
    }

    private MessageQueue undelivered() {
        ArrayDeque<MessageQueue> queues = new ArrayDeque<>();
        listeners.forEach(
                (topic, channel) -> {
                    if (isOfRuntime(topic)) {
                        process.world().groups().unwatch(topic);
                        drop(channel.topic().messages);
                    } else {
                        queues.add(channel.topic().messages);
                    }
                });
        if (inbox != null) {
            queues.add(inbox.topic().messages);
        }
        if (unclaimed != null) {
            queues.add(unclaimed);
        }
        // Two by two, so that a message is moved a few times only, however many topics there are.
        while (queues.size() > 1) {
            MessageQueue merged = queues.poll();
            merged.merge(queues.poll());
            queues.add(merged);
        }
        return queues.poll();
    }

    private void drop(MessageQueue messages) {
        while (!messages.isEmpty()) {
            process.world().consumed(messages.poll().payload().bytes());
        }
    }

    /** Programs have no such topics: the runtime chose it for one subscription. */
    private static boolean isOfRuntime(String topic) {
        return topic.startsWith("@");
    }

    /** The channels that live as long as their subscriptions. */
    void addChannels(Retained retained) {
        listeners.values().forEach(retained::add);
        retained.add(inbox);
        retained.add(events);
    }

    private void bind(String topic, Channel channel) {
        if (listeners.size() >= process.limits().listenersMax()) {
            throw new Raised(
                    "too many topics: the limit is listenersMax="
                            + process.limits().listenersMax());
        }
        MessageQueue waiting = inbox != null ? inbox.topic().messages : unclaimed;
        if (waiting != null) {
            // Messages come in while the process gives way here, so nothing may be half done yet.
            process.charge(waiting.size() >> 4);
        }
        if (listeners.isEmpty()) {
            listeners = new HashMap<>(4);
        }
        listeners.put(topic, channel);
        waiting = inbox != null ? inbox.topic().messages : unclaimed;
        if (waiting != null && !waiting.isEmpty()) {
            channel.topic().messages = waiting.extract(message -> message.topic().equals(topic));
            channel.serveReceivers();
        }
    }

    private MessageQueue unclaimed() {
        if (unclaimed == null) {
            unclaimed = new MessageQueue();
        }
        return unclaimed;
    }
}
