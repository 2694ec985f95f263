package moonlet.lua.library;

import moonlet.lua.engine.Arguments;
import moonlet.lua.engine.Raised;
import moonlet.lua.engine.ToText;

import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What {@code gsub} puts in the place of a match. */
sealed interface Replacement {
    /** A text in which {@code %1} stands for a capture, {@code %0} for the match. */
    record Template(LuaString text) implements Replacement {}

    /** The value under the first capture. */
    record Lookup(LuaTable table) implements Replacement {}

    /** The first result, given all captures. */
    record Call(LuaFunction function) implements Replacement {}

    static Replacement of(Varargs args, int index) {
        LuaValue value = args.arg(index);
        LuaString text = ToText.ifString(value);
        if (text != null) {
            return new Template(text);
        }
        if (value instanceof LuaTable table) {
            return new Lookup(table);
        }
        if (value instanceof LuaFunction function) {
            return new Call(function);
        }
        throw Arguments.bad(index, "string/function/table expected");
    }

    /** Adds to {@code result} what replaces the match from {@code start} to {@code end}. */
    default void add(Bytes result, PatternMatch match, int start, int end) {
        switch (this) {
            case Template(LuaString text) -> addTemplate(text, result, match, start, end);
            case Lookup(LuaTable table) ->
                    addValue(table.get(match.capture(0, start, end)), result, match, start, end);
            case Call(LuaFunction function) -> {
                LuaValue value = function.invoke(match.captures(start, end)).arg1();
                addValue(value, result, match, start, end);
            }
        }
    }

    private static void addValue(
            LuaValue value, Bytes result, PatternMatch match, int start, int end) {
        LuaString text = ToText.ifString(value);
        if (text != null) {
            result.add(text);
        } else if (value.toboolean()) {
            throw new Raised("invalid replacement value (a " + value.typename() + ")");
        } else {
            match.addMatch(result, start, end);
        }
    }

    private static void addTemplate(
            LuaString text, Bytes result, PatternMatch match, int start, int end) {
        int at = 0;
        while (at < text.m_length) {
            int percent = at;
            while (percent < text.m_length && text.luaByte(percent) != '%') {
                percent++;
            }
            result.add(text.m_bytes, text.m_offset + at, percent - at);
            at = percent + 2;
            if (percent == text.m_length) {
                break;
            }
            int escaped = percent + 1 < text.m_length ? text.luaByte(percent + 1) : 0;
            if (escaped == '%') {
                result.add('%');
            } else if (escaped == '0') {
                match.addMatch(result, start, end);
            } else if (PatternClass.isDigit(escaped)) {
                result.add(ToText.of(match.capture(escaped - '1', start, end)));
            } else {
                throw new Raised("invalid use of '%' in replacement string");
            }
        }
    }
}
