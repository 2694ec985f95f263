package moonlet.lua.process;

import moonlet.lua.engine.ToText;
import moonlet.lua.engine.Utf8;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code print(...)}: the values as text, one space between them, to the log of the node. */
final class Printing {
    private static final int LINE_CHARS_MAX = 8192;

    private Printing() {}

    static Varargs call(Varargs args) {
        StringBuilder line = new StringBuilder();
        for (int i = 1; i <= args.narg() && line.length() <= LINE_CHARS_MAX; i++) {
            LuaString text = ToText.of(args.arg(i));
            line.append(i > 1 ? " " : "").append(Utf8.string(text));
        }
        LuaProcess process = LuaProcess.self();
        process.charge(10 + (line.length() >> 4));
        if (line.length() > LINE_CHARS_MAX) {
            boolean splits = Character.isHighSurrogate(line.charAt(LINE_CHARS_MAX - 1));
            line.setLength(splits ? LINE_CHARS_MAX - 1 : LINE_CHARS_MAX);
            line.append("... (cut at ").append(LINE_CHARS_MAX).append(" characters)");
        }
        process.world().print(line.toString());
        return LuaValue.NONE;
    }
}
