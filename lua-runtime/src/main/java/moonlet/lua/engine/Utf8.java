package moonlet.lua.engine;

import moonlet.protocol.ByteText;

import org.luaj.vm2.LuaString;

/**
 * Lua strings as Java strings and back, byte for byte, as {@link ByteText} does it. LuaJ's own
 * conversions know nothing beyond U+FFFF.
 */
public final class Utf8 {
    private Utf8() {}

    /** The text of a Lua string; {@link #bytes} gives exactly the same string again. */
    public static String string(LuaString text) {
        return ByteText.read(text.m_bytes, text.m_offset, text.m_length);
    }

    /** A text as UTF-8, where each escaped byte is that byte again. */
    public static LuaString bytes(String text) {
        return LuaString.valueUsing(ByteText.bytes(text));
    }

    /** For logs, terminals and JSON: every lone surrogate, such as an escaped byte, is U+FFFD. */
    public static String readable(String text) {
        return ByteText.readable(text);
    }
}
