package moonlet.lua.process;

import moonlet.lua.engine.Meter;
import moonlet.protocol.Signal;

import org.luaj.vm2.LuaValue;

/** What a channel takes from the mailbox: the messages of one topic, or those of the inbox. */
final class Topic {
    final String name; // null for the inbox
    MessageQueue messages = new MessageQueue();
    boolean asMessages;

    Topic(String name, boolean asMessages) {
        this.name = name;
        this.asMessages = asMessages;
    }

    /** The value that a receive gives for a message; {@code meter} pays for reading it. */
    LuaValue open(Signal.Message message, Meter meter) {
        return asMessages
                ? new LuaMessage(message, meter)
                : LuaPayload.of(message.payload(), meter).value();
    }
}
