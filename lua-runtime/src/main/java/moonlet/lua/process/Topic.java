package moonlet.lua.process;

import moonlet.lua.engine.Meter;
import moonlet.protocol.ErrorKind;
import moonlet.protocol.Failure;
import moonlet.protocol.Signal;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** What a channel takes from the mailbox: the messages of one topic, or those of the inbox. */
final class Topic {
    private static final int NAME_BYTES_MAX = 1024; // a link takes no much longer one

    final String name; // null for the inbox
    MessageQueue messages = new MessageQueue();
    boolean asMessages;
    Runnable taken; // who wants to know that a message was; null for most

    /** Why a program cannot {@code verb} a topic, such as "send to"; or null. */
    static Failure wrong(LuaString topic, String verb) {
        if (topic.m_length == 0) {
            return Failure.of(ErrorKind.INVALID, "topic cannot be empty");
        }
        if (topic.luaByte(0) == '@') {
            return Failure.of(ErrorKind.INVALID, "cannot " + verb + " @ topics");
        }
        return topic.m_length <= NAME_BYTES_MAX
                ? null
                : Failure.of(
                        ErrorKind.INVALID,
                        "a topic has at most "
                                + NAME_BYTES_MAX
                                + " bytes; this one has "
                                + topic.m_length);
    }

    Topic(String name, boolean asMessages) {
        this.name = name;
        this.asMessages = asMessages;
    }

    /** The value that a receive gives for a message; {@code meter} pays for reading it. */
    LuaValue open(Signal.Message message, Meter meter) {
        if (taken != null) {
            taken.run();
        }
        return asMessages
                ? new LuaMessage(message, meter)
                : LuaPayload.of(message.payload(), meter).value();
    }
}
