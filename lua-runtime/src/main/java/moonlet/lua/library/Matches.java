package moonlet.lua.library;

import moonlet.lua.engine.Builtin;
import moonlet.lua.engine.Meter;

import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The iterator of one {@code gmatch}: remembers where to go on. Owned by one process. */
final class Matches implements Builtin.Body {
    private final LuaString text;
    private final LuaString pattern;
    private int from;

    Matches(LuaString text, LuaString pattern) {
        this.text = text;
        this.pattern = pattern;
        this.from = text.m_offset;
    }

    @Override
    public Varargs call(Varargs none) {
        var match = new PatternMatch(Meter.current(), text, pattern);
        match.startSearch();
        for (int at = from; at <= text.m_offset + text.m_length; at++) {
            int end = match.match(at, pattern.m_offset);
            if (end != PatternMatch.NO_MATCH) {
                // An empty match must not be found again.
                from = end == at ? end + 1 : end;
                match.pay();
                return match.captures(at, end);
            }
        }
        from = text.m_offset + text.m_length + 1;
        match.pay();
        return LuaValue.NONE;
    }
}
