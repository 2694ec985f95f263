package moonlet.lua.process;

import moonlet.lua.engine.Utf8;

import org.luaj.vm2.LuaString;

/**
 * The topics that a process sends to, as Java knows texts. The last few are remembered: a process
 * mostly uses the same ones, and the receiver finds the same object faster than an equal one. Owned
 * by one process.
 */
final class TopicTexts {
    private static final int REMEMBERED = 4; // a power of two

    private final LuaString[] topics = new LuaString[REMEMBERED];
    private final String[] texts = new String[REMEMBERED];

    String of(LuaString topic) {
        int slot = topic.hashCode() & REMEMBERED - 1;
        LuaString known = topics[slot];
        if (known == topic || known != null && known.raweq(topic)) {
            return texts[slot];
        }
        String text = Utf8.string(topic);
        topics[slot] = topic;
        texts[slot] = text;
        return text;
    }
}
