package moonlet.lua.process;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Raised;
import moonlet.lua.engine.ToText;
import moonlet.lua.engine.Utf8;
import moonlet.lua.json.BadJson;
import moonlet.lua.json.Cost;
import moonlet.lua.json.JsonWriter;

import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

import java.util.ArrayList;
import java.util.List;

/** Values of Lua as text for the log, none longer than its limit. */
final class LogText {
    static final int LINE_CHARS_MAX = 8192;
    private static final int VALUE_CHARS_MAX = 1024;
    private static final int KEY_CHARS_MAX = 64;
    private static final int FIELDS_MAX = 32;
    private static final int CHARS_PER_REDUCTION = 16;

    private LogText() {}

    /** The first characters, and a word that there were more. */
    static String cut(StringBuilder text, int max) {
        if (text.length() <= max) {
            return text.toString();
        }
        boolean splits = Character.isHighSurrogate(text.charAt(max - 1));
        text.setLength(splits ? max - 1 : max);
        return text.append("... (cut at ").append(max).append(" characters)").toString();
    }

    /** The text of any value, as {@code print} shows it. */
    static String message(LuaValue value, LuaProcess process) {
        LuaString text = ToText.of(value);
        process.charge(1 + text.m_length / CHARS_PER_REDUCTION);
        return cut(new StringBuilder(Utf8.string(text)), LINE_CHARS_MAX);
    }

    /** The fields of an argument, behind those that a logger has already. */
    static List<LogLine.Field> fields(
            List<LogLine.Field> before, Varargs args, int index, LuaProcess process) {
        if (args.arg(index).isnil()) {
            return before;
        }
        LuaTable table = Arguments.table(args, index);
        if (before.size() + table.keyCount() > FIELDS_MAX) {
            throw new Raised("a line of the log has at most " + FIELDS_MAX + " fields");
        }
        List<LogLine.Field> fields = new ArrayList<>(before);
        for (LuaValue key : table.keys()) {
            if (!(key instanceof LuaString name) || name.m_length == 0) {
                throw new Raised("the fields of a line of the log have strings as keys");
            }
            String field = cut(new StringBuilder(Utf8.string(name)), KEY_CHARS_MAX);
            fields.removeIf(earlier -> earlier.key().equals(field));
            LuaValue value = table.rawget(key);
            fields.add(new LogLine.Field(field, value(value, process), isLiteral(value)));
        }
        return fields;
    }

    private static boolean isLiteral(LuaValue value) {
        return value.isboolean()
                || value instanceof LuaNumber number && Double.isFinite(number.todouble());
    }

    private static String value(LuaValue value, LuaProcess process) {
        if (!value.istable()) {
            return cut(new StringBuilder(message(value, process)), VALUE_CHARS_MAX);
        }
        var json = new JsonWriter(Cost.of(process), VALUE_CHARS_MAX, false, JsonModule::plain);
        try {
            return Utf8.string(json.write(value));
        } catch (BadJson bad) {
            return "(" + bad.getMessage() + ")";
        }
    }
}
