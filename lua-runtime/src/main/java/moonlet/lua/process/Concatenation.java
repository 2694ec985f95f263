package moonlet.lua.process;

import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.Concat;
import moonlet.lua.engine.Raised;
import moonlet.lua.engine.ToText;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

import java.util.function.Function;

/** The metamethod {@code __concat} of values that have a text. */
final class Concatenation {
    private Concatenation() {}

    /**
     * @param text what such a value is in a concatenation; null for values of other kinds
     */
    static Builtin of(Function<LuaValue, LuaString> text) {
        return new Builtin(
                "__concat",
                args -> Concat.of(operand(args.arg1(), text), operand(args.arg(2), text)));
    }

    private static LuaString operand(LuaValue value, Function<LuaValue, LuaString> text) {
        LuaString plain = ToText.ifString(value);
        LuaString shown = plain == null ? text.apply(value) : plain;
        if (shown == null) {
            throw new Raised("attempt to concatenate a " + value.typename() + " value");
        }
        return shown;
    }
}
