package moonlet.lua.time;

import moonlet.lua.engine.Utf8;

import org.luaj.vm2.LuaString;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Lua strings as Java strings of one char per byte. Layouts and zone names are read and written in
 * this form, so that bytes which are not UTF-8 come out as they went in.
 */
final class ByteText {
    private ByteText() {}

    static String of(LuaString text) {
        return new String(text.m_bytes, text.m_offset, text.m_length, StandardCharsets.ISO_8859_1);
    }

    static LuaString toLua(String bytes) {
        return LuaString.valueOf(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The text for a message to people, in quotes. */
    static String quote(String bytes) {
        String text = Utf8.string(toLua(bytes));
        var quoted = new StringBuilder("\"");
        text.chars()
                .forEach(
                        c -> {
                            if (c < ' ' || c == 0x7f) {
                                quoted.append(String.format(Locale.ROOT, "\\x%02x", c));
                            } else if (c == '"' || c == '\\') {
                                quoted.append('\\').append((char) c);
                            } else {
                                quoted.append((char) c);
                            }
                        });
        return quoted.append('"').toString();
    }
}
