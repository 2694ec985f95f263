package moonlet.lua.process;

import moonlet.lua.engine.ToText;
import moonlet.lua.engine.Utf8;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code print(...)}: the values as text, one space between them, to the log of the node. */
final class Printing {
    private Printing() {}

    static Varargs call(Varargs args) {
        StringBuilder line = new StringBuilder();
        for (int i = 1; i <= args.narg() && line.length() <= LogText.LINE_CHARS_MAX; i++) {
            LuaString text = ToText.of(args.arg(i));
            line.append(i > 1 ? " " : "").append(Utf8.string(text));
        }
        LuaProcess process = LuaProcess.self();
        process.charge(10 + (line.length() >> 4));
        process.world().log(LogLine.printed(LogText.cut(line, LogText.LINE_CHARS_MAX)));
        return LuaValue.NONE;
    }
}
