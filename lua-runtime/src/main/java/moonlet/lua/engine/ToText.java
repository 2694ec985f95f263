package moonlet.lua.engine;

import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Values as text: Lua's {@code tostring}, and the silent conversion of numbers to strings. */
public final class ToText {
    private ToText() {}

    /** What {@code tostring} gives; calls {@code __tostring} where the value has one. */
    public static LuaString of(LuaValue value) {
        if (value instanceof LuaString string) {
            return string;
        }
        if (value instanceof LuaNumber) {
            return Numbers.text(value);
        }
        LuaValue meta = value.metatag(LuaValue.TOSTRING);
        if (!meta.isnil()) {
            LuaString text = ifString(meta.call(value));
            if (text == null) {
                throw new Raised("'__tostring' must return a string");
            }
            return text;
        }
        LuaString text = ifString(value);
        return text == null ? Utf8.bytes(plain(value)) : text;
    }

    /** A string, a number or a string-like userdata as a string; null for any other value. */
    public static LuaString ifString(LuaValue value) {
        if (value instanceof LuaString string) {
            return string;
        }
        if (value instanceof LuaNumber) {
            return Numbers.text(value);
        }
        return value.isuserdata() && value.isstring() ? value.checkstring() : null;
    }

    private static String plain(LuaValue value) {
        return switch (value.type()) {
            case LuaValue.TNIL, LuaValue.TNONE -> "nil";
            case LuaValue.TBOOLEAN -> value.toboolean() ? "true" : "false";
            default -> "%s: 0x%08x".formatted(value.typename(), System.identityHashCode(value));
        };
    }
}
